import { desc, eq } from "drizzle-orm";
import { auditEntries } from "@/db/schema/audit";
import { mails } from "@/db/schema/notifications";
import { payments, paymentTransitions } from "@/db/schema/payments";
import { listInvoices } from "@/server/invoices";
import { mayActOnAccount, requirePermission, type ServiceContext } from "@/server/platform";

export type TimelineEvent =
  | {
      readonly kind: "account_opened" | "member_added" | "entitlements_granted" | "access_planned";
      readonly at: Date;
      readonly id: string;
    }
  | {
      readonly kind: "order_placed" | "order_completed" | "subscription_created";
      readonly at: Date;
      readonly id: string;
    }
  | {
      readonly kind: "invoice_posted";
      readonly at: Date;
      readonly id: string;
      readonly number: string;
      readonly amountMinor: bigint;
      readonly currency: string;
    }
  | {
      readonly kind: "payment_succeeded" | "payment_failed" | "payment_needs_approval";
      readonly at: Date;
      readonly id: string;
      readonly amountMinor: bigint;
      readonly currency: string;
      readonly card: string | null;
      readonly declineReason: string | null;
    }
  | {
      readonly kind: "mail_sent";
      readonly at: Date;
      readonly id: string;
      readonly subject: string;
      readonly recipient: string;
      readonly text: string;
    };

const auditKinds: Readonly<Record<string, TimelineEvent["kind"]>> = {
  "accounts:open": "account_opened",
  "people:add_member": "member_added",
  "orders:place": "order_placed",
  "orders:complete": "order_completed",
  "subscriptions:create": "subscription_created",
  "entitlements:grant": "entitlements_granted",
  "provisioning:plan": "access_planned",
};

const pageSize = 200;

/** Everything that happened to an account, newest first, in one line of time. */
export const readTimeline = async (ctx: ServiceContext, accountId: string): Promise<TimelineEvent[]> => {
  requirePermission(ctx.actor, "accounts:read");
  const money = mayActOnAccount(ctx.actor, accountId, "read_money")
    ? [
        ...(await invoiceEvents(ctx, accountId)),
        ...(await paymentEvents(ctx, accountId)),
        ...(await mailEvents(ctx, accountId)),
      ]
    : [];
  const events = [...(await auditEvents(ctx, accountId)), ...money];
  return events.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
};

const auditEvents = async (ctx: ServiceContext, accountId: string): Promise<TimelineEvent[]> => {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.accountId, accountId))
    .orderBy(desc(auditEntries.id))
    .limit(pageSize);
  return rows.flatMap((row) => {
    const kind = auditKinds[row.action];
    return kind ? [{ kind, at: row.businessAt, id: row.id } as TimelineEvent] : [];
  });
};

const invoiceEvents = async (ctx: ServiceContext, accountId: string): Promise<TimelineEvent[]> => {
  const list = await listInvoices(ctx, { accountId, limit: pageSize });
  return list.map((invoice) => ({
    kind: "invoice_posted",
    at: invoice.postedAt,
    id: invoice.id,
    number: invoice.number,
    amountMinor: invoice.totalMinor,
    currency: invoice.currency,
  }));
};

const transitionKinds = {
  succeeded: "payment_succeeded",
  failed: "payment_failed",
  requires_action: "payment_needs_approval",
} as const;

const paymentEvents = async (ctx: ServiceContext, accountId: string): Promise<TimelineEvent[]> => {
  const rows = await ctx.db
    .select({ transition: paymentTransitions, payment: payments })
    .from(paymentTransitions)
    .innerJoin(payments, eq(payments.id, paymentTransitions.paymentId))
    .where(eq(paymentTransitions.accountId, accountId))
    .orderBy(desc(paymentTransitions.recordedAt))
    .limit(pageSize);
  return rows.flatMap(({ transition, payment }) => {
    const kind = transitionKinds[transition.toState as keyof typeof transitionKinds];
    if (!kind) return [];
    return [
      {
        kind,
        at: transition.businessAt,
        id: `${payment.id}:${transition.position}`,
        amountMinor: payment.amountMinor,
        currency: payment.currency,
        card: payment.cardBrand && payment.cardLast4 ? `${payment.cardBrand} ${payment.cardLast4}` : null,
        declineReason: payment.declineReason,
      },
    ];
  });
};

const mailEvents = async (ctx: ServiceContext, accountId: string): Promise<TimelineEvent[]> => {
  const rows = await ctx.db
    .select()
    .from(mails)
    .where(eq(mails.accountId, accountId))
    .orderBy(desc(mails.recordedAt))
    .limit(pageSize);
  return rows.map((row) => ({
    kind: "mail_sent",
    at: row.createdAt,
    id: row.id,
    subject: row.subject,
    recipient: row.recipient,
    text: row.text,
  }));
};
