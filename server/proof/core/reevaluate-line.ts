import { amountOfLine, readFactors } from "@/server/billing/core";

export type StoredLine = {
  readonly currency: string;
  readonly derivation: Readonly<Record<string, unknown>>;
};

/** The net that a line's stored derivation gives today; null if it tells too little. */
export const reevaluateLine = ({ currency, derivation }: StoredLine): bigint | null => {
  const factors = readFactors(derivation);
  return factors && amountOfLine(factors, currency);
};
