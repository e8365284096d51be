import { isSalesChannel, type SalesChannel } from "@/server/catalog/core";
import { formatRational, multiplyRationals, ONE, parseRational, type Rational } from "@/server/kernel";
import type { RatingAdjustments } from "./adjust-rating";

export const chargeProrations = ["policy", "none", "full", "credit_only"] as const;

/**
 * How a part of a period is charged in advance: as the policy says; not at all, and nothing given back; in full, and given
 * back by what was not used; or not at all, and given back.
 */
export type ChargeProration = (typeof chargeProrations)[number];

/** What a charge has beside its price. Amounts are for a whole period, in major units. */
export type ChargeOptions = RatingAdjustments & {
  /** How often the price is paid in a period: three times for a price per month that is billed each quarter. */
  readonly times: Rational;
  /** What the usage of a period is made up to by a line of its own. */
  readonly commitment: Rational | null;
  readonly proration: ChargeProration;
  /** For whom the price was chosen, where it is not the one for everybody. */
  readonly pricedFor: PricedFor | null;
};

/** What a price was chosen by, before the one for everybody. */
export type PricedFor = { readonly region?: string; readonly segment?: string; readonly channel?: SalesChannel };

export const plainOptions: ChargeOptions = {
  times: ONE,
  amountOff: null,
  percentOff: null,
  minimum: null,
  maximum: null,
  commitment: null,
  proration: "policy",
  pricedFor: null,
};

/** As they are kept: whatever is not said is as usual. */
export type WrittenOptions = {
  readonly times?: string;
  readonly amount_off?: string;
  readonly percent_off?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly commitment?: string;
  readonly proration?: ChargeProration;
  readonly priced_for?: PricedFor;
};

const said = (name: keyof WrittenOptions, figure: Rational | null): Record<string, string> =>
  figure === null ? {} : { [name]: formatRational(figure) };

export const writeOptions = (options: ChargeOptions): WrittenOptions => ({
  ...(options.times.n === 1n && options.times.d === 1n ? {} : said("times", options.times)),
  ...said("amount_off", options.amountOff),
  ...said("percent_off", options.percentOff),
  ...said("minimum", options.minimum),
  ...said("maximum", options.maximum),
  ...said("commitment", options.commitment),
  ...(options.proration === "policy" ? {} : { proration: options.proration }),
  ...(options.pricedFor === null ? {} : { priced_for: options.pricedFor }),
});

const figure = (text: unknown): Rational | null => (typeof text === "string" ? parseRational(text) : null);

export const readOptions = (written: Readonly<Record<string, unknown>>): ChargeOptions => ({
  times: figure(written.times) ?? ONE,
  amountOff: figure(written.amount_off),
  percentOff: figure(written.percent_off),
  minimum: figure(written.minimum),
  maximum: figure(written.maximum),
  commitment: figure(written.commitment),
  proration: chargeProrations.find((one) => one === written.proration) ?? "policy",
  pricedFor: readPricedFor(written.priced_for),
});

const readPricedFor = (written: unknown): PricedFor | null => {
  if (typeof written !== "object" || written === null) return null;
  const { region, segment, channel } = written as Readonly<Record<string, unknown>>;
  return {
    ...(typeof region === "string" ? { region } : {}),
    ...(typeof segment === "string" ? { segment } : {}),
    ...(typeof channel === "string" && isSalesChannel(channel) ? { channel } : {}),
  };
};

/** The options as they hold for a part of a period: what is an amount of the whole one holds for that share of it. */
export const optionsForShare = (options: ChargeOptions, share: Rational): ChargeOptions => {
  const part = (amount: Rational | null) => (amount === null ? null : multiplyRationals(amount, share));
  return {
    ...options,
    amountOff: part(options.amountOff),
    minimum: part(options.minimum),
    maximum: part(options.maximum),
    commitment: part(options.commitment),
  };
};

/** What of the options a line of the charge itself is worked out by; null where none of them has a part in it. */
export const optionsOfLine = (options: ChargeOptions): ChargeOptions | null => {
  const own: ChargeOptions = { ...options, commitment: null, proration: "policy" };
  return Object.keys(writeOptions(own)).length === 0 ? null : own;
};

/** Whether an amount among them is that of a whole period. */
export const haveAmounts = ({ amountOff, minimum, maximum }: ChargeOptions): boolean =>
  [amountOff, minimum, maximum].some((amount) => amount !== null);
