export type Draw = {
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
  /** True in `percent` of a hundred draws. */
  readonly chance: (percent: number) => boolean;
};

/** Draws that come out the same for the same seed, on every machine: a linear congruential generator of 32 bits. */
export const drawsFrom = (seed: number): Draw => {
  let state = BigInt(seed);
  const next = (below: number): number => {
    state = (state * 1_664_525n + 1_013_904_223n) & 0xff_ff_ff_ffn;
    return Number((state * BigInt(below)) >> 32n);
  };
  const between = (from: number, to: number): number => from + next(to - from + 1);
  return {
    between,
    oneOf: <Item>(items: readonly Item[]): Item => items[next(items.length)] as Item,
    chance: (percent) => next(100) < percent,
  };
};
