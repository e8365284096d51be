import { parseArgs } from "node:util";
import { connectDatabase } from "@/db/client";
import { runBillRun } from "@/server/billing";
import { isDomainError, isPlainDate } from "@/server/kernel";
import { readBusinessClock, type ServiceContext } from "@/server/platform";

/** A biller in a process of its own, for tests that stop or kill it; prints what became of its run as one line of JSON. */
const main = async (): Promise<void> => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { seller: text, through: text, batch: text } });
  const { seller: sellerId = "", through = "", batch = "2000" } = values;
  if (!isPlainDate(through)) throw new Error(`--through is "${through}".`);
  const { db, close } = connectDatabase(process.env.DATABASE_URL ?? "", {
    poolSize: 2,
    applicationName: "test-biller",
  });
  const { now } = await readBusinessClock(db);
  const ctx: ServiceContext = { actor: { kind: "system", job: "test-biller" }, now, requestId: "test-biller", db };
  const said = await runBillRun(ctx, { sellerId, throughOn: through, batchSize: Number(batch), owner: "test-biller" })
    .then(({ status }) => status)
    .catch((error: unknown) => (isDomainError(error) ? error.reason : String(error)));
  process.stdout.write(`${JSON.stringify({ said })}\n`);
  await close();
};

await main();
