import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { applicationReversals, refunds, refundTransitions } from "@/db/schema/corrections";
import { groupBy, type PlainDate, sumMinor } from "@/server/kernel";
import { insertRows, type ServiceContext, type TransactionContext } from "@/server/platform";

export type RefundState = "created" | "submitted" | "unknown" | "succeeded" | "failed";

export type Refund = {
  readonly id: string;
  readonly invoiceId: string;
  /** Null where nothing was given back. */
  readonly paymentId: string | null;
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly adjustMinor: bigint;
  readonly gateway: string;
  readonly state: RefundState;
  readonly refundedOn: PlainDate | null;
  readonly reason: string;
  readonly requestKey: string;
  readonly policyId: number;
  readonly createdAt: Date;
  readonly checkCount: number;
};

const toRefund = (row: typeof refunds.$inferSelect): Refund => ({
  ...row,
  refundedOn: row.refundedOn as PlainDate | null,
});

export const insertRefunds = async (
  ctx: TransactionContext,
  rows: readonly (typeof refunds.$inferInsert)[],
): Promise<void> => {
  await insertRows(ctx, refunds, rows);
  await insertRows(
    ctx,
    refundTransitions,
    rows.map(({ id, accountId, state }) => ({
      ...{ refundId: id, accountId, position: 0, toState: state, businessAt: ctx.now },
    })),
  );
};

export const listRefundsOfRequest = async (
  ctx: ServiceContext,
  { accountId, requestKey }: { readonly accountId: string; readonly requestKey: string },
): Promise<Refund[]> => {
  const rows = await ctx.db
    .select()
    .from(refunds)
    .where(and(eq(refunds.accountId, accountId), eq(refunds.requestKey, requestKey)))
    .orderBy(asc(refunds.id));
  return rows.map(toRefund);
};

/** In the order in which they were asked for. */
export const listRefundsOfInvoices = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<Refund[]> => {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(refunds)
    .where(inArray(refunds.invoiceId, [...invoiceIds]))
    .orderBy(asc(refunds.id));
  return rows.map(toRefund);
};

export const lockRefund = async (ctx: TransactionContext, id: string): Promise<Refund | null> => {
  const [row] = await ctx.db.select().from(refunds).where(eq(refunds.id, id)).for("no key update");
  return row ? toRefund(row) : null;
};

export type RefundMove = Partial<typeof refunds.$inferInsert> & { readonly state: RefundState };

export const moveRefund = async (
  ctx: TransactionContext,
  { id, accountId }: Pick<Refund, "id" | "accountId">,
  move: RefundMove,
): Promise<void> => {
  await ctx.db.update(refunds).set(move).where(eq(refunds.id, id));
  const position = sql<number>`(select count(*)::int from refund_transitions where refund_id = ${id})`;
  await ctx.db
    .insert(refundTransitions)
    .values({ refundId: id, accountId, position, toState: move.state, businessAt: ctx.now });
};

/** Those that somebody left behind: never sent, or sent and not answered. */
export const listRefundsToCheck = async (ctx: ServiceContext, limit: number): Promise<Refund[]> => {
  const rows = await ctx.db
    .select()
    .from(refunds)
    .where(and(inArray(refunds.state, ["created", "submitted", "unknown"]), lte(refunds.checkAfter, sql`now()`)))
    .orderBy(asc(refunds.checkAfter))
    .limit(limit);
  return rows.map(toRefund);
};

export const insertReversal = async (
  ctx: TransactionContext,
  refund: Refund & { readonly paymentId: string },
  day: PlainDate,
): Promise<void> => {
  const { id: refundId, paymentId, invoiceId, accountId, sellerId, currency, amountMinor } = refund;
  await ctx.db
    .insert(applicationReversals)
    .values({ refundId, paymentId, invoiceId, accountId, sellerId, currency, amountMinor, reversedOn: day });
};

/** What somebody asked to give back of an invoice, whichever payments it came from. */
export type MoneyReturned = Pick<Refund, "id" | "invoiceId" | "accountId" | "amountMinor" | "currency" | "createdAt">;

/** What went back of these invoices, request by request, in their order. */
export const listReturns = async (ctx: ServiceContext, invoiceIds: readonly string[]): Promise<MoneyReturned[]> => {
  const done = (await listRefundsOfInvoices(ctx, invoiceIds)).filter(({ state }) => state === "succeeded");
  return [...groupBy(done, ({ accountId, requestKey }) => `${accountId}/${requestKey}`).values()].flatMap((parts) => {
    const [first] = parts;
    return first ? [{ ...first, amountMinor: sumMinor(parts.map(({ amountMinor }) => amountMinor)) }] : [];
  });
};
