import type { Database } from "@/db/client";
import { registerChartOfAccounts } from "@/server/ledger";
import type { BookedCharge, Gateway } from "@/server/payments";
import { type ProofReport, prove } from "@/server/proof";
import { registerStandardPolicy } from "@/server/subscriptions";
import type { CaseResult, ScenarioRunner } from "../run-case";
import { runScenario } from "./run-scenario";

export type Scenarios = {
  readonly play: ScenarioRunner;
  /** Proves the books of every seller there is: what passed, and left its seller a residue, is an error after all. */
  readonly proveAll: (results: readonly CaseResult[]) => Promise<CaseResult[]>;
};

/** Makes a migrated database ready for scenarios, plays each of them there with a seller of its own, and proves them. */
export const openScenarioRunner = async (db: Database): Promise<Scenarios> => {
  const ctx = {
    actor: { kind: "system" as const, job: "conformance" },
    now: new Date(0),
    requestId: "conformance",
    db,
  };
  await registerChartOfAccounts(ctx);
  await registerStandardPolicy(ctx);
  const gateways: Gateway[] = [];
  const played = new Set<string>();
  return {
    play: (input, name) => {
      played.add(name);
      return runScenario(ctx, input, { name, keep: (gateway) => gateways.push(gateway) });
    },
    proveAll: async (results) => {
      const books: BookedCharge[] = [];
      for (const gateway of gateways) books.push(...(await gateway.listBook()));
      const report = await prove(ctx, books);
      return results.map((result) => (played.has(result.id) ? provedResult(result, report) : result));
    },
  };
};

const provedResult = (result: CaseResult, { equations, checks }: ProofReport): CaseResult => {
  const broken = [
    ...equations.filter(({ seller, residueMinor }) => seller === result.id && residueMinor !== 0n),
    ...checks.filter(({ residue }) => residue !== 0),
  ].map(({ id }) => id);
  if (result.status !== "pass" || broken.length === 0) return result;
  return { ...result, status: "error", reason: `The proof has a residue: ${broken.join(", ")}.` };
};
