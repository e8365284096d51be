import { type RoundingMode, roundingModes } from "@/server/kernel";
import { CaseRefusal } from "./case-refusal";

/** How an option of the closed list of an operation is read; what it is when a case does not name it. */
export type Convention<T> = { readonly read: (value: unknown) => T; readonly fallback: T };

const refuse = (): never => {
  throw new CaseRefusal("bad_convention");
};

/** One of a closed list of values; the first is the default. */
export const oneOf = <const T extends string>(...values: readonly [T, ...T[]]): Convention<T> => ({
  read: (value) => values.find((known) => known === value) ?? refuse(),
  fallback: values[0],
});

export const wholeNumber = (fallback: number): Convention<number> => ({
  read: (value) => (Number.isSafeInteger(value) ? (value as number) : refuse()),
  fallback,
});

export const optionalWholeNumber: Convention<number | null> = {
  read: (value) => (Number.isSafeInteger(value) ? (value as number) : refuse()),
  fallback: null,
};

/** Several of a closed list of values, in the order the case gives them. */
export const someOf = <const T extends string>(
  known: readonly T[],
  fallback: readonly T[],
): Convention<readonly T[]> => ({
  read: (value) =>
    Array.isArray(value) ? value.map((item) => known.find((one) => one === item) ?? refuse()) : refuse(),
  fallback,
});

export const rounding: Convention<RoundingMode> = oneOf(...roundingModes);

export type Conventions<C> = { readonly [K in keyof C]: C[K] extends Convention<infer T> ? T : never };

/** Every option with its value; an option the operation does not have is refused. */
export const readConventions = <C extends Readonly<Record<string, Convention<unknown>>>>(
  known: C,
  given: Readonly<Record<string, unknown>>,
): Conventions<C> => {
  if (Object.keys(given).some((name) => !Object.hasOwn(known, name))) refuse();
  const read = Object.entries(known).map(([name, convention]) => [
    name,
    given[name] === undefined ? convention.fallback : convention.read(given[name]),
  ]);
  return Object.fromEntries(read);
};
