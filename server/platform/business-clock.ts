import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { businessClock } from "@/db/schema/clock";
import { invariant } from "@/server/kernel";

export type BusinessClock = { readonly now: Date; readonly isSimulated: boolean };

/** The one door from the system's time to business time. */
export const readBusinessClock = async (db: Executor): Promise<BusinessClock> => {
  const [row] = await db.select().from(businessClock).where(eq(businessClock.id, 1));
  invariant(row, "The business clock has no row: the database is not migrated.");
  return row.frozenAt ? { now: row.frozenAt, isSimulated: true } : { now: new Date(), isSimulated: false };
};

export const freezeBusinessClock = async (db: Executor, at: Date): Promise<void> => {
  await db.update(businessClock).set({ mode: "frozen", frozenAt: at }).where(eq(businessClock.id, 1));
};
