import { and, asc, count, desc, eq, inArray, isNull, lte } from "drizzle-orm";
import { payments, paymentTransitions } from "@/db/schema/payments";
import { DomainError, type PaymentId } from "@/server/kernel";
import { insertRows, type ServiceContext, type TransactionContext, updateRows } from "@/server/platform";
import type { DeclineReason } from "./core/decline-reason";
import { openPaymentStates, type PaymentState } from "./core/payment-state";

export type Payment = {
  readonly id: PaymentId;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly gateway: string;
  readonly purposeKind: string;
  readonly purposeId: string;
  readonly methodToken: string | null;
  /** The gateway's id of a card on file. */
  readonly savedMethodId: string | null;
  readonly state: PaymentState;
  readonly gatewayChargeId: string | null;
  readonly actionUrl: string | null;
  readonly declineReason: DeclineReason | null;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
  readonly policyId: number;
  readonly createdAt: Date;
  readonly receivedOn: string | null;
  readonly checkAfter: Date | null;
  readonly checkCount: number;
  readonly finishedAt: Date | null;
};

const toPayment = (row: typeof payments.$inferSelect): Payment => ({
  ...row,
  id: row.id as PaymentId,
  declineReason: row.declineReason as DeclineReason | null,
});

const notFound = () => new DomainError("not_found", "payment.not_found", "There is no such payment.");

export const findPayment = async (ctx: ServiceContext, id: string): Promise<Payment | null> => {
  const [row] = await ctx.db.select().from(payments).where(eq(payments.id, id));
  return row ? toPayment(row) : null;
};

export const getPayment = async (ctx: ServiceContext, id: string): Promise<Payment> => {
  const [row] = await ctx.db.select().from(payments).where(eq(payments.id, id));
  if (!row) throw notFound();
  return toPayment(row);
};

/** In id order, each once; those that do not exist are not among them. */
export const lockPayments = async (ctx: TransactionContext, ids: readonly string[]): Promise<Payment[]> => {
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(inArray(payments.id, [...ids]))
    .orderBy(asc(payments.id))
    .for("no key update");
  return rows.map(toPayment);
};

/** As they are now, in no order. */
export const listPaymentsByIds = async (ctx: ServiceContext, ids: readonly string[]): Promise<Payment[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(inArray(payments.id, [...ids]));
  return rows.map(toPayment);
};

/** The newest payment of a purpose, open or finished. */
export const findPaymentOfPurpose = async (
  ctx: ServiceContext,
  purpose: { readonly kind: string; readonly id: string },
): Promise<Payment | null> => {
  const [row] = await ctx.db
    .select()
    .from(payments)
    .where(and(eq(payments.purposeKind, purpose.kind), eq(payments.purposeId, purpose.id)))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(1);
  return row ? toPayment(row) : null;
};

/** The newest payments of an account, failed attempts among them. */
export const listPaymentsOfAccount = async (
  ctx: ServiceContext,
  accountId: string,
  limit: number,
): Promise<Payment[]> => {
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(eq(payments.accountId, accountId))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit);
  return rows.map(toPayment);
};

export const insertPayments = (
  ctx: TransactionContext,
  rows: readonly (typeof payments.$inferInsert)[],
): Promise<void> => insertRows(ctx, payments, rows);

/** The row that says a payment was meant, before anything was sent. */
export const insertFirstTransitions = (
  ctx: TransactionContext,
  created: readonly Pick<Payment, "id" | "accountId">[],
): Promise<void> =>
  insertRows(
    ctx,
    paymentTransitions,
    created.map(({ id, accountId }) => ({
      paymentId: id,
      position: 0,
      accountId,
      toState: "created",
      cause: "intent",
      businessAt: ctx.now,
    })),
  );

export type PaymentChange = Pick<Payment, "id"> &
  Pick<Payment, "state" | "gatewayChargeId" | "actionUrl" | "declineReason" | "cardBrand" | "cardLast4"> &
  Pick<Payment, "receivedOn" | "checkAfter" | "checkCount" | "finishedAt">;

export const savePayments = (ctx: TransactionContext, changes: readonly PaymentChange[]): Promise<void> =>
  updateRows(
    ctx,
    payments,
    "id",
    changes.map(
      ({ id, state, gatewayChargeId, actionUrl, declineReason, cardBrand, cardLast4, ...when }): PaymentChange => ({
        ...{ id, state, gatewayChargeId, actionUrl, declineReason, cardBrand, cardLast4 },
        receivedOn: when.receivedOn,
        checkAfter: when.checkAfter,
        checkCount: when.checkCount,
        finishedAt: when.finishedAt,
      }),
    ),
  );

export type Transition = {
  readonly payment: Pick<Payment, "id" | "accountId">;
  readonly from: PaymentState | null;
  readonly to: PaymentState;
  readonly cause: string;
};

/** Each payment's rows are locked by whoever moves it, so that the next position is free. */
export const insertTransitions = async (ctx: TransactionContext, transitions: readonly Transition[]): Promise<void> => {
  if (transitions.length === 0) return;
  const ids = transitions.map(({ payment }) => payment.id);
  const rows = await ctx.db
    .select({ paymentId: paymentTransitions.paymentId, position: count() })
    .from(paymentTransitions)
    .where(inArray(paymentTransitions.paymentId, ids))
    .groupBy(paymentTransitions.paymentId);
  const positions = new Map(rows.map(({ paymentId, position }) => [paymentId, position]));
  await insertRows(
    ctx,
    paymentTransitions,
    transitions.map(({ payment, from, to, cause }) => ({
      paymentId: payment.id,
      position: positions.get(payment.id) ?? 0,
      accountId: payment.accountId,
      fromState: from,
      toState: to,
      cause,
      businessAt: ctx.now,
    })),
  );
};

/** Takes payments for one caller: whoever gets a row calls the gateway for it, everyone else goes without. */
export const claimCreatedPayments = async (ctx: TransactionContext, ids: readonly string[]): Promise<Payment[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .update(payments)
    .set({ state: "submitted", submittedAt: ctx.now, checkAfter: secondsFromNow(15) })
    .where(and(inArray(payments.id, [...ids]), eq(payments.state, "created")))
    .returning();
  // In the order in which they were made, whatever order the database answers in.
  return rows.map(toPayment).sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** For a payment opened without card fields and still untouched: the payer has come back with a card after all. */
export const giveMethodToken = async (ctx: TransactionContext, id: string, methodToken: string): Promise<void> => {
  await ctx.db
    .update(payments)
    .set({ methodToken })
    .where(and(eq(payments.id, id), eq(payments.state, "created"), isNull(payments.methodToken)));
};

export const secondsFromNow = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** Open payments that nobody has heard of for a while, oldest first. */
export const listPaymentsToCheck = async (
  ctx: ServiceContext,
  purposeKind: string,
  limit: number,
): Promise<Payment[]> => {
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.purposeKind, purposeKind),
        inArray(payments.state, [...openPaymentStates]),
        lte(payments.checkAfter, new Date()),
      ),
    )
    .orderBy(asc(payments.checkAfter))
    .limit(limit);
  return rows.map(toPayment);
};

/** Which of these purposes has a payment that is still open. */
export const listPurposesUnderWay = async (
  ctx: ServiceContext,
  kind: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: payments.purposeId })
    .from(payments)
    .where(
      and(
        eq(payments.purposeKind, kind),
        inArray(payments.purposeId, [...ids]),
        inArray(payments.state, [...openPaymentStates]),
      ),
    );
  return new Set(rows.map((row) => row.id));
};
