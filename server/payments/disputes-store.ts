import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { disputes, disputeTransitions, paymentApplications } from "@/db/schema/payments";
import type { PlainDate } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import type { DisputeState } from "./core";

export type Dispute = {
  readonly id: string;
  readonly paymentId: string;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly gateway: string;
  readonly gatewayDisputeId: string;
  readonly reason: string;
  readonly state: DisputeState;
  readonly openedOn: PlainDate;
  readonly respondByOn: PlainDate | null;
  readonly decidedOn: PlainDate | null;
  readonly heldCollections: readonly HeldCollection[];
  readonly policyId: number;
};

/** When an invoice was to be collected next, had its payer's bank not taken money back. */
export type HeldCollection = { readonly invoiceId: string; readonly collectAt: string };

const toDispute = (row: typeof disputes.$inferSelect): Dispute => ({
  ...row,
  openedOn: row.openedOn as PlainDate,
  respondByOn: row.respondByOn as PlainDate | null,
  decidedOn: row.decidedOn as PlainDate | null,
});

/** In the order in which they were opened. */
export const listDisputesOfPayments = async (
  ctx: ServiceContext,
  paymentIds: readonly string[],
): Promise<Dispute[]> => {
  if (paymentIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(disputes)
    .where(inArray(disputes.paymentId, [...paymentIds]))
    .orderBy(asc(disputes.id));
  return rows.map(toDispute);
};

export const insertDispute = async (
  ctx: TransactionContext,
  { heldCollections, ...dispute }: Dispute,
): Promise<void> => {
  await ctx.db.insert(disputes).values({ ...dispute, heldCollections: [...heldCollections], openedAt: ctx.now });
  await insertMove(ctx, dispute, "open");
};

export const decideDispute = async (
  ctx: TransactionContext,
  dispute: Dispute,
  { state, decidedOn }: { readonly state: DisputeState; readonly decidedOn: PlainDate },
): Promise<void> => {
  await ctx.db.update(disputes).set({ state, decidedOn, decidedAt: ctx.now }).where(eq(disputes.id, dispute.id));
  await insertMove(ctx, dispute, state);
};

const insertMove = async (
  ctx: TransactionContext,
  { id, accountId }: Pick<Dispute, "id" | "accountId">,
  toState: DisputeState,
): Promise<void> => {
  const position = sql<number>`(select count(*)::int from dispute_transitions where dispute_id = ${id})`;
  await ctx.db.insert(disputeTransitions).values({ disputeId: id, accountId, position, toState, businessAt: ctx.now });
};

export const saveHeldCollections = async (
  ctx: TransactionContext,
  disputeId: string,
  held: readonly HeldCollection[],
): Promise<void> => {
  await ctx.db
    .update(disputes)
    .set({ heldCollections: [...held] })
    .where(eq(disputes.id, disputeId));
};

export const listInvoicesOfPayment = async (ctx: ServiceContext, paymentId: string): Promise<string[]> => {
  const rows = await ctx.db
    .select({ invoiceId: paymentApplications.invoiceId })
    .from(paymentApplications)
    .where(eq(paymentApplications.paymentId, paymentId));
  return rows.map(({ invoiceId }) => invoiceId);
};

/** The disputes that are open over payments of these invoices. */
export const listOpenDisputesOfInvoices = async (
  ctx: ServiceContext,
  invoiceIds: readonly string[],
): Promise<Dispute[]> => {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db
    .selectDistinct({ dispute: disputes })
    .from(disputes)
    .innerJoin(paymentApplications, eq(paymentApplications.paymentId, disputes.paymentId))
    .where(and(eq(disputes.state, "open"), inArray(paymentApplications.invoiceId, [...invoiceIds])));
  return rows.map(({ dispute }) => toDispute(dispute));
};
