import { formatRational, isDomainError, ONE, parseRational, type Rational, roundingModes, ZERO } from "@/server/kernel";
import {
  type EventTally,
  isAccountOf,
  readOptions,
  readPrice,
  readTally,
  writeOptions,
  writePrice,
  writeTally,
} from "@/server/rating/core";
import type { Coupon } from "@/server/subscriptions/core";
import { quantityOfLevel, readCounted, writeCounted } from "./counted-usage";
import type { ChargeFactors, LineFactors, TakenShare } from "./line-factors";
import { readUnits, writeUnits } from "./write-units";

const writeShare = (share: TakenShare | null): Record<string, string> => {
  if (share === null) return {};
  const [part, whole] = [formatRational(share.part), formatRational(share.whole)];
  return share.basis === "actual" ? { days: part, of_days: whole } : { part, of: whole, basis: share.basis };
};

/** What is kept with a line, so that its amount can be worked out again from nothing else. */
export const writeFactors = (factors: LineFactors): Readonly<Record<string, unknown>> => {
  const share = writeShare(factors.share);
  const { rounding } = factors;
  if (factors.kind === "credit") return { left_minor: String(factors.leftMinor), ...share, rounding };
  if (factors.kind === "true_up") {
    const { commitment, chargedMinor } = factors;
    return { commitment: formatRational(commitment), charged_minor: String(chargedMinor), ...share, rounding };
  }
  return { ...writeCharge(factors), ...share, rounding };
};

const writeCharge = (factors: ChargeFactors): Record<string, unknown> => {
  const { price, quantity, included, units, coupons, tally, counted, options, held } = factors;
  const said = options ? writeOptions(options) : {};
  return {
    ...writePrice(price),
    ...(price.model === "flat" ? {} : { quantity: formatRational(quantity) }),
    ...(included.n === 0n ? {} : { included: formatRational(included) }),
    ...(units ? { units: writeUnits(units) } : {}),
    ...(tally ? { tally: writeTally(tally) } : {}),
    ...(counted ? { counted: writeCounted(counted) } : {}),
    ...(Object.keys(said).length === 0 ? {} : { options: said }),
    ...(held ? { held: writeShare(held) } : {}),
    ...(coupons.length === 0 ? {} : { coupons: coupons.map(({ kind, value }) => [kind, formatRational(value)]) }),
  };
};

type Fields = Readonly<Record<string, unknown>>;

const figure = (fields: Fields, name: string): Rational | null => {
  const text = fields[name];
  return typeof text === "string" ? parseRational(text) : null;
};

const bases = ["second", "fixed_month", "actual_360", "strict_30_360"] as const;

const readShare = (fields: Fields): TakenShare | null => {
  const [days, ofDays] = [figure(fields, "days"), figure(fields, "of_days")];
  if (days && ofDays) return { part: days, whole: ofDays, basis: "actual" };
  const [part, whole] = [figure(fields, "part"), figure(fields, "of")];
  const basis = bases.find((one) => one === fields.basis);
  return part && whole && basis ? { part, whole, basis } : null;
};

const readCoupons = (fields: Fields): Pick<Coupon, "kind" | "value">[] =>
  (Array.isArray(fields.coupons) ? fields.coupons : []).map(([kind, value]) => ({ kind, value: parseRational(value) }));

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const readExtras = (fields: Fields): Pick<ChargeFactors, "units" | "tally" | "counted" | "options" | "held"> => {
  const tally: EventTally | null = isFields(fields.tally) ? readTally(fields.tally) : null;
  const held = isFields(fields.held) ? readShare(fields.held) : null;
  return {
    ...(tally ? { tally } : {}),
    ...(isFields(fields.units) ? { units: readUnits(fields.units) } : {}),
    ...(isFields(fields.counted) ? { counted: readCounted(fields.counted) } : {}),
    ...(isFields(fields.options) ? { options: readOptions(fields.options) } : {}),
    ...(held ? { held } : {}),
  };
};

const readCharge = (fields: Fields): ChargeFactors | null => {
  const price = readPrice(fields);
  const extras = readExtras(fields);
  const said = price.model === "flat" ? ONE : figure(fields, "quantity");
  const quantity = quantityOfLevel(extras.counted) ?? said;
  if (!quantity) return null;
  const included = figure(fields, "included") ?? ZERO;
  if (extras.units && !isAccountOf(extras.units, quantity, included)) return null;
  return { kind: "charge", price, quantity, included, coupons: readCoupons(fields), ...extras };
};

/** The factors that `writeFactors` wrote; null where they tell too little. */
export const readFactors = (fields: Fields): LineFactors | null => {
  try {
    const rounding = roundingModes.find((mode) => mode === fields.rounding);
    if (!rounding) return null;
    const share = readShare(fields);
    if (typeof fields.left_minor === "string") {
      return { kind: "credit", leftMinor: BigInt(fields.left_minor), share, rounding };
    }
    const commitment = figure(fields, "commitment");
    if (commitment && typeof fields.charged_minor === "string") {
      return { kind: "true_up", commitment, chargedMinor: BigInt(fields.charged_minor), share, rounding };
    }
    const charge = readCharge(fields);
    return charge && { ...charge, share, rounding };
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
};
