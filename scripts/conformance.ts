import path from "node:path";
import { parseArgs } from "node:util";
import { connectDatabase } from "@/db/client";
import { type CaseStatus, openScenarioRunner, readCases, runCases, type Scenarios } from "@/server/conformance";
import { exitOnSignals, startThrowawayPostgres } from "./throwaway-postgres";

const cases = path.join("server", "conformance", "cases");
const statuses: readonly CaseStatus[] = ["pass", "fail", "unsupported", "error"];

type Given = ReturnType<typeof readCases>;

const isOf = (op: string, family: string): boolean => op === family || op.startsWith(`${family}.`);

/**
 * `npm run conformance -- <files or folders> [--family name]`: one JSON line a case, then the summary; without any, the
 * cases kept here. A family is an operation, or what stands before its dot.
 */
export const main = async ({ arguments: args }: { arguments: readonly string[] }): Promise<void> => {
  const { values, positionals: places } = parseArgs({
    args: [...args],
    options: { family: { type: "string" } },
    allowPositionals: true,
  });
  const { family } = values;
  const given = readCases(places.length > 0 ? places : [cases]).filter(({ op }) => !family || isOf(op, family));
  if (given.length === 0)
    throw new Error(`No case is of ${family ?? "these files"}. Name an operation, like price.rate.`);
  const counts = new Map<CaseStatus, number>(statuses.map((status) => [status, 0]));
  await withScenarios(given, async (scenarios) => {
    for (const result of await runCases(given, scenarios)) {
      counts.set(result.status, (counts.get(result.status) ?? 0) + 1);
      process.stdout.write(`${JSON.stringify(result)}\n`);
    }
  });
  process.stdout.write(`${JSON.stringify({ summary: Object.fromEntries(counts) })}\n`);
  if (counts.get("pass") !== [...counts.values()].reduce((sum, count) => sum + count, 0)) process.exitCode = 1;
};

/** Scenarios are played on a database of their own, started where there are some and gone afterwards. */
const withScenarios = async (
  given: Given,
  work: (scenarios: Scenarios | undefined) => Promise<void>,
): Promise<void> => {
  if (!given.some(({ op }) => op === "scenario.run")) return work(undefined);
  exitOnSignals();
  const server = await startThrowawayPostgres("conformance");
  const { db, close } = connectDatabase(server.appUrl("conformance"), { poolSize: 10 });
  try {
    await work(await openScenarioRunner(db));
  } finally {
    await close();
    await server.stop();
  }
};
