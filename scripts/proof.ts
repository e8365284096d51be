import { connectDatabase } from "@/db/client";
import { readBusinessClock } from "@/server/platform";
import { proveAndRecord, verdictOf } from "@/server/proof";
import { openInstance } from "./running-instance";

const exitCodes = { proved: 0, residue: 1, nothing_to_compare: 2 } as const;

const asJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? part.toString() : part), 2);

/** Ledger = invoices = payments, printed as JSON: exit 1 on any residue, 2 when there was nothing to compare. */
export const main = async (): Promise<void> => {
  const instance = await openInstance();
  const { db, close } = connectDatabase(instance.databaseUrl, { poolSize: 2, applicationName: "proof" });
  try {
    const { now } = await readBusinessClock(db);
    const ctx = { actor: { kind: "system", job: "proof" }, now, requestId: "proof", db } as const;
    const report = await proveAndRecord(ctx, await instance.gateway.listBook());
    process.stdout.write(`${asJson(report)}\n`);
    process.exitCode = exitCodes[verdictOf(report)];
  } finally {
    await close();
    await instance.release();
  }
};
