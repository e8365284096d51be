import type { Database } from "@/db/client";
import { registerChartOfAccounts } from "@/server/ledger";
import { registerStandardPolicy } from "@/server/subscriptions";
import type { ScenarioRunner } from "../run-case";
import { runScenario } from "./run-scenario";

/** Makes a migrated database ready for scenarios, and plays each of them there with a seller of its own. */
export const openScenarioRunner = async (db: Database): Promise<ScenarioRunner> => {
  const ctx = {
    actor: { kind: "system" as const, job: "conformance" },
    now: new Date(0),
    requestId: "conformance",
    db,
  };
  await registerChartOfAccounts(ctx);
  await registerStandardPolicy(ctx);
  return (input, name) => runScenario(ctx, input, name);
};
