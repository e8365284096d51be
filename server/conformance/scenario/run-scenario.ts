import type { Gateway } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { type CaseInput, readInstant } from "../case-input";
import { openScenario } from "./open-scenario";
import { playScenario } from "./play-scenario";
import { tellScenario } from "./tell-scenario";

/** What is left of a scenario once it is told: its gateway, its seller, and the instant at which it ended. */
export type PlayedScenario = { readonly gateway: Gateway; readonly sellerId: string; readonly until: Date };

/** A scenario through the verbs, with a seller of its own: opened before its first step, played, and told. */
export const runScenario = async (
  ctx: ServiceContext,
  input: CaseInput,
  { name, keep }: { readonly name: string; readonly keep: (played: PlayedScenario) => void },
): Promise<unknown> => {
  const starts = input.list("steps").map((step) => readInstant(step.raw("at")));
  const [first] = starts.sort((a, b) => (a < b ? -1 : 1));
  const here = { ...ctx, now: first ?? readInstant(input.raw("until")) };
  const scenario = await openScenario(here, input, name);
  const until = readInstant(input.raw("until"));
  keep({ gateway: scenario.scripted.gateway, sellerId: scenario.sellerId, until });
  const errors = await playScenario(here, scenario, input);
  return tellScenario({ ...ctx, now: until }, scenario, errors);
};
