import { and, eq, gt, sql } from "drizzle-orm";
import { cardSetups } from "@/db/schema/payments";
import { DomainError } from "@/server/kernel";
import { makeId, type ServiceContext, type TransactionContext } from "@/server/platform";

export type CardSetup = typeof cardSetups.$inferSelect;

/** The account's earlier visit to the gateway's page gives way; a card given there after all is still kept. */
export const insertCardSetup = async (
  ctx: TransactionContext,
  input: Pick<CardSetup, "accountId" | "gateway" | "replacesId" | "pays">,
): Promise<string> => {
  await ctx.db
    .update(cardSetups)
    .set({ state: "superseded" })
    .where(and(eq(cardSetups.accountId, input.accountId), eq(cardSetups.state, "open")));
  const id = makeId("cst");
  await ctx.db.insert(cardSetups).values({ ...input, id, state: "open", createdAt: ctx.now });
  return id;
};

export const getCardSetup = async (ctx: ServiceContext, id: string): Promise<CardSetup> => {
  const [row] = await ctx.db.select().from(cardSetups).where(eq(cardSetups.id, id));
  if (row) return row;
  throw new DomainError("not_found", "card_setup.not_found", "No card is being added here.");
};

export const finishCardSetup = async (ctx: TransactionContext, id: string, methodId: string): Promise<void> => {
  await ctx.db.update(cardSetups).set({ state: "saved", methodId }).where(eq(cardSetups.id, id));
};

/** A visit that was not heard of again: by the system's clock, because the gateway's page lives by it. */
export const findOpenCardSetup = async (ctx: ServiceContext, accountId: string): Promise<CardSetup | null> => {
  const [row] = await ctx.db
    .select()
    .from(cardSetups)
    .where(
      and(
        eq(cardSetups.accountId, accountId),
        eq(cardSetups.state, "open"),
        gt(cardSetups.recordedAt, sql`clock_timestamp() - interval '1 day'`),
      ),
    );
  return row ?? null;
};
