import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { orderDrafts, orders } from "@/db/schema/orders";
import { DomainError, type OrderDraftId, type OrderId, type PlainDate } from "@/server/kernel";
import type { ServiceContext, TransactionContext } from "@/server/platform";
import type { OrderDraft } from "./core";
import type { DraftContent } from "./schemas";

export type StoredDraft = {
  readonly id: OrderDraftId;
  readonly tokenHash: string;
  readonly resumedTokenHash: string | null;
  readonly content: DraftContent;
  readonly expiresAt: Date;
};

const toDraft = (row: typeof orderDrafts.$inferSelect): StoredDraft => ({
  ...row,
  id: row.id as OrderDraftId,
  content: row.content as DraftContent,
});

const draftNotFound = () => new DomainError("not_found", "order_draft.not_found", "There is no such checkout.");

export const insertDraft = async (
  ctx: ServiceContext,
  draft: StoredDraft & { readonly createdAt: Date },
): Promise<void> => {
  await ctx.db.insert(orderDrafts).values(draft);
};

export const getDraft = async (ctx: ServiceContext, id: string): Promise<StoredDraft> => {
  const [row] = await ctx.db.select().from(orderDrafts).where(eq(orderDrafts.id, id));
  if (!row) throw draftNotFound();
  return toDraft(row);
};

/** Two payers of one checkout stand in line here: there is no account yet whose row they could take. */
export const lockDraft = async (ctx: TransactionContext, id: string): Promise<StoredDraft> => {
  const [row] = await ctx.db.select().from(orderDrafts).where(eq(orderDrafts.id, id)).for("update");
  if (!row) throw draftNotFound();
  return toDraft(row);
};

export const saveDraftContent = async (ctx: ServiceContext, id: string, content: DraftContent): Promise<void> => {
  await ctx.db.update(orderDrafts).set({ content }).where(eq(orderDrafts.id, id));
};

export const saveResumedToken = async (ctx: ServiceContext, id: string, hash: string): Promise<void> => {
  await ctx.db.update(orderDrafts).set({ resumedTokenHash: hash }).where(eq(orderDrafts.id, id));
};

export type OrderStatus = "awaiting_payment" | "payment_failed" | "completed" | "canceled" | "expired";

export type Order = {
  readonly id: OrderId;
  /** ORD-000123: what people call it. */
  readonly reference: string;
  readonly accountId: string;
  readonly sellerId: string;
  readonly draftId: OrderDraftId | null;
  readonly currency: string;
  readonly status: OrderStatus;
  readonly settlement: "on_account" | "paid_first";
  readonly draft: OrderDraft;
  readonly previewHash: string;
  readonly effectiveOn: PlainDate;
  readonly effectiveAt: Date | null;
  readonly totalMinor: bigint;
  readonly taxMinor: bigint;
  readonly failureReason: string | null;
  readonly resumableUntil: Date | null;
  readonly placedAt: Date;
  readonly completedAt: Date | null;
  readonly expiresAt: Date;
};

export const formatOrderReference = (reference: bigint): string => `ORD-${reference.toString().padStart(6, "0")}`;

const toOrder = (row: typeof orders.$inferSelect): Order => ({
  ...row,
  id: row.id as OrderId,
  reference: formatOrderReference(row.reference),
  draftId: row.draftId as OrderDraftId | null,
  draft: row.draft as unknown as OrderDraft,
  effectiveOn: row.effectiveOn as PlainDate,
});

const orderNotFound = () => new DomainError("not_found", "order.not_found", "There is no such order.");

export const getOrder = async (ctx: ServiceContext, id: string): Promise<Order> => {
  const [row] = await ctx.db.select().from(orders).where(eq(orders.id, id));
  if (!row) throw orderNotFound();
  return toOrder(row);
};

export const lockOrder = async (ctx: TransactionContext, id: string): Promise<Order> => {
  const [row] = await ctx.db.select().from(orders).where(eq(orders.id, id)).for("no key update");
  if (!row) throw orderNotFound();
  return toOrder(row);
};

export const findOrderOfDraft = async (ctx: ServiceContext, draftId: string): Promise<Order | null> => {
  const [row] = await ctx.db
    .select()
    .from(orders)
    .where(
      and(eq(orders.draftId, draftId), inArray(orders.status, ["awaiting_payment", "payment_failed", "completed"])),
    );
  return row ? toOrder(row) : null;
};

export const insertOrder = async (ctx: TransactionContext, order: Omit<Order, "reference">): Promise<void> => {
  await ctx.db.insert(orders).values({ ...order, draft: { ...order.draft } });
};

export const saveOrder = async (
  ctx: TransactionContext,
  id: string,
  change: Partial<Omit<Order, "reference">>,
): Promise<void> => {
  const { draft, ...kept } = change;
  await ctx.db
    .update(orders)
    .set({ ...kept, ...(draft ? { draft: { ...draft } } : {}) })
    .where(eq(orders.id, id));
};

export const listOrdersByIds = async (ctx: ServiceContext, ids: readonly string[]): Promise<Order[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(orders)
    .where(inArray(orders.id, [...ids]));
  return rows.map(toOrder);
};

/** Whether a change of this subscription waits for the outcome of its payment. */
export const hasOrderAwaitingPayment = async (
  ctx: ServiceContext,
  accountId: string,
  subscriptionId: string,
): Promise<boolean> => {
  const [row] = await ctx.db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.accountId, accountId),
        eq(orders.status, "awaiting_payment"),
        sql`${orders.draft} -> 'change' ->> 'subscriptionId' = ${subscriptionId}`,
      ),
    )
    .limit(1);
  return row !== undefined;
};

export const listOrdersToExpire = async (ctx: ServiceContext, limit: number): Promise<Order[]> => {
  const rows = await ctx.db
    .select()
    .from(orders)
    .where(and(inArray(orders.status, ["awaiting_payment", "payment_failed"]), lte(orders.expiresAt, ctx.now)))
    .orderBy(asc(orders.expiresAt))
    .limit(limit);
  return rows.map(toOrder);
};
