import { isDomainError } from "@/server/kernel";
import { CaseInput } from "./case-input";
import { CaseRefusal, NotOffered } from "./case-refusal";
import { compareAnswer, type Difference } from "./compare-answer";
import type { ConformanceCase } from "./conformance-case";
import { operations } from "./operations";
import { refusalCode } from "./refusal-codes";

export type CaseStatus = "pass" | "fail" | "unsupported" | "error";

export type CaseResult = {
  readonly id: string;
  readonly status: CaseStatus;
  readonly actual?: unknown;
  readonly diff?: readonly Difference[];
  readonly reason?: string;
};

const refusedBy = (error: unknown): string | undefined => {
  if (error instanceof CaseRefusal) return error.code;
  return isDomainError(error) ? refusalCode(error) : undefined;
};

const expectsRefusal = (expected: unknown): boolean =>
  typeof expected === "object" && expected !== null && Object.hasOwn(expected, "error");

const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const refused = (given: ConformanceCase, error: unknown): CaseResult => {
  const code = refusedBy(error);
  if (code === undefined) return { id: given.id, status: "error", reason: reasonOf(error) };
  const actual = { error: code };
  if (!expectsRefusal(given.expected)) return { id: given.id, status: "error", actual, reason: reasonOf(error) };
  return judged(given, actual);
};

const judged = (given: ConformanceCase, actual: unknown): CaseResult => {
  const diff = compareAnswer(given.expected, actual, "");
  return diff.length === 0 ? { id: given.id, status: "pass", actual } : { id: given.id, status: "fail", actual, diff };
};

/** How an operation that needs a database is run: with it, and with a name that no other case has. */
export type ScenarioRunner = (input: CaseInput, name: string) => Promise<unknown>;

/** One case on the engine: what it answers, and where that differs from what is expected. */
export const runCase = async (given: ConformanceCase, scenarios?: ScenarioRunner): Promise<CaseResult> => {
  const run =
    given.op === "scenario.run" && scenarios ? (input: CaseInput) => scenarios(input, given.id) : operations[given.op];
  if (!run) return { id: given.id, status: "unsupported", reason: `There is no operation ${given.op}.` };
  let actual: unknown;
  try {
    actual = await run(CaseInput.of(given.input), given.conventions);
  } catch (error) {
    if (error instanceof NotOffered) return { id: given.id, status: "unsupported", reason: error.message };
    return refused(given, error);
  }
  return judged(given, actual);
};
