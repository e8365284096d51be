import { parseArgs } from "node:util";
import { connectDatabase } from "@/db/client";
import { runBillRun } from "@/server/billing";
import { dayInZone, isPlainDate, type PlainDate } from "@/server/kernel";
import { readBusinessClock, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { openInstance } from "./running-instance";

type Invocation = { readonly arguments: readonly string[] };

/** Bills every seller through a day, today's by default, and prints what was posted as one line of JSON. */
export const main = async ({ arguments: args }: Invocation): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: { through: { type: "string" } } });
  if (values.through !== undefined && !isPlainDate(values.through)) {
    throw new Error(`--through is "${values.through}". Give a day like 2026-11-16.`);
  }
  const instance = await openInstance();
  const { db, close } = connectDatabase(instance.databaseUrl, { poolSize: 4, applicationName: "bill-run" });
  try {
    const { now } = await readBusinessClock(db);
    const ctx: ServiceContext = { actor: { kind: "system", job: "bill-run" }, now, requestId: "bill-run", db };
    const runs = [];
    for (const seller of await listSellers(ctx)) {
      const throughOn = (values.through as PlainDate | undefined) ?? dayInZone(now, seller.timeZone);
      const run = await runBillRun(ctx, { sellerId: seller.id, throughOn, owner: "bill-run" });
      runs.push({
        run: run.id,
        seller: seller.key,
        through: throughOn,
        accounts: run.accountCount,
        errors: run.errorCount,
        invoices: run.amounts.reduce((sum, { invoiceCount }) => sum + invoiceCount, 0),
        totals: Object.fromEntries(run.amounts.map(({ currency, totalMinor }) => [currency, totalMinor.toString()])),
      });
    }
    const invoices = runs.reduce((sum, run) => sum + run.invoices, 0);
    process.stdout.write(`${JSON.stringify({ invoices, runs })}\n`);
  } finally {
    await close();
    await instance.release();
  }
};
