import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/payments";
import { DomainError } from "@/server/kernel";
import { emitAll, makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import { paymentMethodRemoved } from "./events";
import type { CardOnFile } from "./gateways/gateway";

export type PaymentMethod = typeof paymentMethods.$inferSelect;

export type CardToKeep = { readonly accountId: string; readonly gateway: string; readonly card: CardOnFile };

/** Keeps a card that was just used; a new one becomes the account's default, one known already stays as it is. */
export const insertPaymentMethod = async (ctx: TransactionContext, input: CardToKeep): Promise<void> => {
  const { id, isKnown } = await keepCard(ctx, input);
  if (!isKnown) await chooseDefault(ctx, input.accountId, id);
};

/** One row a card: the same card given again brings its newer date and the gateway's newer id into its row. */
export const keepCard = async (
  ctx: TransactionContext,
  { accountId, gateway, card }: CardToKeep,
): Promise<{ readonly id: string; readonly isKnown: boolean }> => {
  const known = (await listPaymentMethods(ctx, accountId)).find(
    (method) =>
      method.gateway === gateway &&
      (method.gatewayMethodId === card.gatewayMethodId ||
        (card.fingerprint !== null && method.fingerprint === card.fingerprint)),
  );
  if (known) {
    await ctx.db.update(paymentMethods).set(card).where(eq(paymentMethods.id, known.id));
    const isOld = known.gatewayMethodId !== card.gatewayMethodId;
    emitAll(ctx, paymentMethodRemoved, isOld ? [known.gatewayMethodId] : []);
    return { id: known.id, isKnown: true };
  }
  const id = makeId("pym");
  await ctx.db.insert(paymentMethods).values({ id, accountId, gateway, ...card, isDefault: false, createdAt: ctx.now });
  return { id, isKnown: false };
};

/** The one that is charged by itself; the one before gives way first, so that there is never a second. */
export const chooseDefault = async (ctx: TransactionContext, accountId: string, id: string): Promise<void> => {
  await ctx.db
    .update(paymentMethods)
    .set({ isDefault: false })
    .where(and(eq(paymentMethods.accountId, accountId), eq(paymentMethods.isDefault, true)));
  await ctx.db.update(paymentMethods).set({ isDefault: true }).where(eq(paymentMethods.id, id));
};

/** The gateway hears of it once this is committed. */
export const deletePaymentMethod = async (ctx: TransactionContext, method: PaymentMethod): Promise<void> => {
  await ctx.db.delete(paymentMethods).where(eq(paymentMethods.id, method.id));
  emitAll(ctx, paymentMethodRemoved, [method.gatewayMethodId]);
};

export const getPaymentMethod = async (ctx: ServiceContext, id: string): Promise<PaymentMethod> => {
  const [row] = await ctx.db.select().from(paymentMethods).where(eq(paymentMethods.id, id));
  if (row) return row;
  throw new DomainError("not_found", "payment_method.not_found", "There is no such card on this account.");
};

export const listPaymentMethods = (ctx: ServiceContext, accountId: string): Promise<PaymentMethod[]> =>
  ctx.db
    .select()
    .from(paymentMethods)
    .where(eq(paymentMethods.accountId, accountId))
    .orderBy(desc(paymentMethods.isDefault), asc(paymentMethods.createdAt), asc(paymentMethods.id));

/** The card that each account is charged by itself, where it has one. */
export const listDefaultMethods = async (
  ctx: ServiceContext,
  accountIds: readonly string[],
): Promise<Map<string, PaymentMethod>> => {
  if (accountIds.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(paymentMethods)
    .where(and(inArray(paymentMethods.accountId, [...accountIds]), eq(paymentMethods.isDefault, true)));
  return new Map(rows.map((row) => [row.accountId, row]));
};

/** Which of these ids of the gateway are still on file. */
export const listKeptGatewayMethods = async (
  ctx: ServiceContext,
  gatewayMethodIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await ctx.db
    .select({ id: paymentMethods.gatewayMethodId })
    .from(paymentMethods)
    .where(inArray(paymentMethods.gatewayMethodId, [...gatewayMethodIds]));
  return new Set(rows.map(({ id }) => id));
};
