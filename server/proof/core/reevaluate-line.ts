import {
  divideRationals,
  moneyFromRational,
  multiplyRationals,
  parseRational,
  type Rational,
  roundingModes,
} from "@/server/kernel";

export type StoredLine = {
  readonly currency: string;
  readonly derivation: Readonly<Record<string, unknown>>;
};

const factor = (derivation: StoredLine["derivation"], name: string): Rational | null => {
  const text = derivation[name];
  return typeof text === "string" && /^-?\d+(\.\d+)?(\/[1-9]\d*)?$/.test(text) ? parseRational(text) : null;
};

/** The net a line's stored derivation gives today: quantity × price × days / days, rounded once; null if it tells too little. */
export const reevaluateLine = ({ currency, derivation }: StoredLine): bigint | null => {
  const price = factor(derivation, "price");
  const quantity = derivation.model === "flat" ? parseRational("1") : factor(derivation, "quantity");
  const rounding = roundingModes.find((mode) => mode === derivation.rounding);
  if (!price || !quantity || !rounding) return null;
  const days = factor(derivation, "days");
  const ofDays = factor(derivation, "of_days");
  const whole = multiplyRationals(quantity, price);
  const exact = days && ofDays ? divideRationals(multiplyRationals(whole, days), ofDays) : whole;
  return moneyFromRational(exact, currency, rounding).minor;
};
