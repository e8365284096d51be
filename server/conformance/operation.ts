import type { CaseInput } from "./case-input";
import { type Convention, type Conventions, readConventions } from "./conventions";

type Known = Readonly<Record<string, Convention<unknown>>>;

export type Answer = unknown;

/** How a case's input becomes calls of the engine, and their results the texts a case compares. */
export type Operation = (input: CaseInput, conventions: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>;

export const operation =
  <const C extends Known>(
    known: C,
    run: (input: CaseInput, conventions: Conventions<C>) => Answer | Promise<Answer>,
  ): Operation =>
  (input, given) =>
    run(input, readConventions(known, given));
