import {
  DomainError,
  divideRationals,
  multiplyRationals,
  type PlainDate,
  type RoundingMode,
  rational,
  roundRational,
  splitByShares,
  sumMinor,
  sumRationals,
} from "@/server/kernel";
import { type MonthWeight, weighByDays, weighByElapsedTime, weighByMonthUnits, weighEvenMonths } from "./month-weights";

export type MonthOfRevenue = { readonly month: string; readonly amountMinor: bigint };

/** When a service is delivered, half-open, as days of its zone and as instants. */
export type ServiceSpan = {
  readonly startOn: PlainDate;
  readonly endOn: PlainDate;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly zone: string;
};

export type RevenueConventions = {
  readonly method: "day" | "second" | "month_units" | "even_months" | "even_months_prorated_edges";
  /** Who takes what rounding leaves: the last month, or the months with the largest fractions. */
  readonly remainder: "last" | "largest_fraction";
  readonly rounding: RoundingMode;
};

type Spreading = Pick<RevenueConventions, "remainder" | "rounding">;

const takeRestInLast = (amountMinor: bigint, parts: readonly bigint[]): bigint[] => [
  ...parts.slice(0, -1),
  amountMinor - sumMinor(parts.slice(0, -1)),
];

const spread = (
  amountMinor: bigint,
  weights: readonly MonthWeight[],
  { remainder, rounding }: Spreading,
): MonthOfRevenue[] => {
  const total = sumRationals(weights.map(({ weight }) => weight));
  const shares = weights.map(({ weight }) => multiplyRationals(rational(amountMinor), divideRationals(weight, total)));
  const parts =
    remainder === "largest_fraction"
      ? splitByShares(amountMinor, shares)
      : takeRestInLast(
          amountMinor,
          shares.map((share) => roundRational(share, rounding)),
        );
  return weights.map(({ month }, at) => ({ month, amountMinor: parts[at] ?? 0n }));
};

/** The first and the last month by elapsed time, those between in equal parts cut to whole units, the last of them taking the rest. */
const spreadBetweenEdges = (
  amountMinor: bigint,
  weights: readonly MonthWeight[],
  spreading: Spreading,
): MonthOfRevenue[] => {
  const exact = spread(amountMinor, weights, spreading);
  const between = exact.slice(1, -1);
  if (between.length === 0) return exact;
  const total = sumRationals(weights.map(({ weight }) => weight));
  const edges = [weights[0], weights.at(-1)].map((edge) =>
    edge
      ? roundRational(divideRationals(multiplyRationals(rational(amountMinor), edge.weight), total), spreading.rounding)
      : 0n,
  );
  const rest = amountMinor - sumMinor(edges);
  const equal = rest / BigInt(between.length);
  const parts = takeRestInLast(
    rest,
    between.map(() => equal),
  );
  const [first = 0n, last = 0n] = edges;
  const amounts = [first, ...parts, last];
  return exact.map(({ month }, at) => ({ month, amountMinor: amounts[at] ?? 0n }));
};

const weigh = ({ startOn, endOn, startAt, endAt, zone }: ServiceSpan, method: RevenueConventions["method"]) => {
  switch (method) {
    case "day":
      return weighByDays(startOn, endOn);
    case "month_units":
      return weighByMonthUnits(startOn, endOn);
    case "even_months":
      return weighEvenMonths(startAt, endAt, zone);
    default:
      return weighByElapsedTime(startAt, endAt, zone);
  }
};

const requireService = (weights: readonly MonthWeight[]): void => {
  if (weights.length > 0) return;
  throw new DomainError("invalid_input", "service_period.empty", "Choose a service period of at least one day.");
};

/** What of an amount each month earns, by the method: 120.00 over 15 June to 13 October are 30.00 a month in even months. */
export const computeRevenueSchedule = (
  amountMinor: bigint,
  service: ServiceSpan,
  conventions: RevenueConventions,
): MonthOfRevenue[] => {
  const isEmpty = service.startAt.getTime() >= service.endAt.getTime();
  const weights = isEmpty ? [] : weigh(service, conventions.method);
  requireService(weights);
  return conventions.method === "even_months_prorated_edges"
    ? spreadBetweenEdges(amountMinor, weights, conventions)
    : spread(amountMinor, weights, conventions);
};

/** What is not yet earned after each month. */
export const deferredAfter = (amountMinor: bigint, months: readonly MonthOfRevenue[]): bigint[] =>
  months.map((_month, at) => amountMinor - sumMinor(months.slice(0, at + 1).map((month) => month.amountMinor)));

/**
 * The product's schedule: by days, each month rounded, the rest in the last. 33.00 over 16 Nov to 16 Dec is 16.50 and
 * 16.50.
 */
export const monthsOfRevenue = (amountMinor: bigint, start: PlainDate, end: PlainDate): MonthOfRevenue[] => {
  const weights = weighByDays(start, end);
  requireService(weights);
  return spread(amountMinor, weights, { remainder: "last", rounding: "half_away_from_zero" });
};
