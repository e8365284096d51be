import path from "node:path";
import { type CaseStatus, readCases, runCase } from "@/server/conformance";

const cases = path.join("server", "conformance", "cases");
const statuses: readonly CaseStatus[] = ["pass", "fail", "unsupported", "error"];

/** `npm run conformance -- <files or folders>`: one JSON line a case, then the summary; without any, the cases kept here. */
export const main = async ({ arguments: places }: { arguments: readonly string[] }): Promise<void> => {
  const counts = new Map<CaseStatus, number>(statuses.map((status) => [status, 0]));
  for (const given of readCases(places.length > 0 ? places : [cases])) {
    const result = await runCase(given);
    counts.set(result.status, (counts.get(result.status) ?? 0) + 1);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
  process.stdout.write(`${JSON.stringify({ summary: Object.fromEntries(counts) })}\n`);
  if (counts.get("pass") !== [...counts.values()].reduce((sum, count) => sum + count, 0)) process.exitCode = 1;
};
