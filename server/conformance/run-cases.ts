import type { ConformanceCase } from "./conformance-case";
import { type CaseResult, runCase } from "./run-case";
import type { Scenarios } from "./scenario/open-scenario-runner";

const lanes = 4;

/** Many cases, a few at a time, in the order given; those that have books are proved once all are played. */
export const runCases = async (given: readonly ConformanceCase[], scenarios?: Scenarios): Promise<CaseResult[]> => {
  const results: CaseResult[] = [];
  const waiting = given.entries();
  const work = async (): Promise<void> => {
    for (const [place, one] of waiting) results[place] = await runCase(one, scenarios?.play);
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return scenarios ? scenarios.proveAll(results) : results;
};
