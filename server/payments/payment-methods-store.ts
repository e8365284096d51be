import { and, asc, eq, inArray } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/payments";
import { makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import type { CardOnFile } from "./gateways/gateway";

export type PaymentMethod = typeof paymentMethods.$inferSelect;

/** Keeps a card that was just used or added; a new one becomes the account's default, one known already stays as it is. */
export const insertPaymentMethod = async (
  ctx: TransactionContext,
  input: { readonly accountId: string; readonly gateway: string; readonly card: CardOnFile },
): Promise<void> => {
  const [known] = await ctx.db
    .select({ id: paymentMethods.id })
    .from(paymentMethods)
    .where(
      and(eq(paymentMethods.gateway, input.gateway), eq(paymentMethods.gatewayMethodId, input.card.gatewayMethodId)),
    );
  if (known) return;
  await clearDefault(ctx, input.accountId);
  await ctx.db.insert(paymentMethods).values({
    id: makeId("pym"),
    accountId: input.accountId,
    gateway: input.gateway,
    ...input.card,
    isDefault: true,
    createdAt: ctx.now,
  });
};

const clearDefault = async (ctx: TransactionContext, accountId: string): Promise<void> => {
  await ctx.db
    .update(paymentMethods)
    .set({ isDefault: false })
    .where(and(eq(paymentMethods.accountId, accountId), eq(paymentMethods.isDefault, true)));
};

export const listPaymentMethods = (ctx: ServiceContext, accountId: string): Promise<PaymentMethod[]> =>
  ctx.db
    .select()
    .from(paymentMethods)
    .where(eq(paymentMethods.accountId, accountId))
    .orderBy(asc(paymentMethods.createdAt));

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
