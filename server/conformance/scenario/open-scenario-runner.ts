import type { Database } from "@/db/client";
import { billDue } from "@/server/billing";
import { registerChartOfAccounts } from "@/server/ledger";
import type { BookedCharge } from "@/server/payments";
import { type ProofReport, prove } from "@/server/proof";
import { registerStandardPolicy } from "@/server/subscriptions";
import type { CaseResult, ScenarioRunner } from "../run-case";
import { type PlayedScenario, runScenario } from "./run-scenario";

export type Scenarios = {
  readonly play: ScenarioRunner;
  /** Bills every seller once more at the instant at which its scenario ended: nothing may come of it. */
  readonly billAgain: () => Promise<void>;
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
  const scenarios: PlayedScenario[] = [];
  const played = new Set<string>();
  return {
    play: (input, name) => {
      played.add(name);
      return runScenario(ctx, input, { name, keep: (scenario) => scenarios.push(scenario) });
    },
    billAgain: async () => {
      for (const { sellerId, until } of scenarios) await billDue({ ...ctx, now: until }, sellerId);
    },
    proveAll: async (results) => {
      const books: BookedCharge[] = [];
      for (const { gateway } of scenarios) books.push(...(await gateway.listBook()));
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
