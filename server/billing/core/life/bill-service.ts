import { comparePoints, earlierPoint, type Rational, type Span, type TimePoint } from "@/server/kernel";
import { haveAmounts, optionsOfLine, plainOptions } from "@/server/rating/core";
import {
  type BilledService,
  billedUntil,
  type ChargeTerms,
  endOfPeriod,
  fullPeriodAt,
  isInAdvance,
  isInArrears,
  isOnce,
  nextBoundary,
  type SubscriptionLife,
} from "@/server/subscriptions/core";
import { couponsOfCharge } from "./coupons-of-charge";
import { drawIncluded } from "./draw-included";
import type { BilledLife, LifeBasis, ServiceLine } from "./life-basis";
import { amountOfLine, type LineFactors, type TakenShare, wholePrice } from "./line-factors";
import { measureUsage, quantityUsed } from "./measure-usage";
import { chargedShare, shareOfPeriod } from "./share-of-period";

export type Through = {
  readonly point: TimePoint;
  /** Whether a period that starts at the point itself is billed too, or left to what happens there. */
  readonly isInclusive: boolean;
};

/** What is billed of a life while its lines are made: many of them change the one life once. */
type Tally = {
  readonly life: SubscriptionLife;
  readonly basis: LifeBasis;
  readonly lines: ServiceLine[];
  readonly chargedThrough: Record<string, TimePoint>;
  readonly billed: BilledService[];
  carried: SubscriptionLife["carried"];
  settledThrough: TimePoint;
  /** Whether a charge went on without a line. */
  isMoved: boolean;
};

const openTally = (life: SubscriptionLife, basis: LifeBasis): Tally => ({
  life,
  basis,
  lines: [],
  chargedThrough: { ...life.chargedThrough },
  billed: [],
  carried: life.carried,
  settledThrough: life.settledThrough,
  isMoved: false,
});

const closeTally = ({ life, lines, chargedThrough, billed, carried, settledThrough, isMoved }: Tally): BilledLife => {
  if (lines.length === 0 && settledThrough === life.settledThrough && !isMoved) return { life, lines };
  return {
    lines,
    life: {
      ...life,
      chargedThrough,
      settledThrough,
      carried,
      billed: billed.length === 0 ? life.billed : [...life.billed, ...billed],
      lineCount: life.lineCount + lines.length,
      hasBilled: life.hasBilled || lines.length > 0,
    },
  };
};

/**
 * Everything that a subscription owes through a point: one-time charges on the first paid day, periods in advance that
 * have started, and in arrears those that have ended. Periods in advance are cut where it is known that they end.
 */
export const billService = (life: SubscriptionLife, basis: LifeBasis, through: Through): BilledLife => {
  if (life.status !== "active") return { life, lines: [] };
  const tally = openTally(life, basis);
  for (const charge of life.plan.charges) {
    if (isOnce(charge)) billOnce(tally, charge, through);
    else if (isInAdvance(charge)) billInAdvance(tally, charge, through);
  }
  settlePeriods(tally, through);
  return closeTally(tally);
};

const hasStarted = (point: TimePoint, through: Through, zone: string): boolean => {
  const distance = comparePoints(point, through.point, zone);
  return distance < 0 || (distance === 0 && through.isInclusive);
};

const billOnce = (tally: Tally, charge: ChargeTerms, through: Through): void => {
  const { life, basis } = tally;
  if (tally.chargedThrough[charge.key] !== undefined || !hasStarted(life.runsFrom, through, basis.zone)) return;
  const period = { start: life.runsFrom, end: life.runsFrom };
  addLine(tally, charge, {
    kind: "one_time",
    period,
    fullPeriod: null,
    factors: factorsOf(life, charge, basis),
    isOfChange: false,
  });
};

const isOver = ({ endsAt }: SubscriptionLife, point: TimePoint, zone: string): boolean =>
  endsAt !== null && comparePoints(point, endsAt, zone) >= 0;

/** Where service that starts at a point is known to end before its period does: a change that waits, or the term. */
const knownEndAfter = (
  { waiting, endsAt }: SubscriptionLife,
  start: TimePoint,
  { zone, closesAt }: LifeBasis,
): TimePoint | null => {
  let earliest: TimePoint | null = null;
  const consider = (at: TimePoint | null): void => {
    if (at !== null && comparePoints(at, start, zone) > 0) earliest = earliest ? earlierPoint(earliest, at, zone) : at;
  };
  for (const { change, at } of waiting) if (change.kind !== "resume") consider(at);
  consider(endsAt);
  consider(closesAt);
  return earliest;
};

const billInAdvance = (tally: Tally, charge: ChargeTerms, through: Through): void => {
  const { life, basis } = tally;
  const { zone } = basis;
  for (;;) {
    const start = billedUntil({ chargedThrough: tally.chargedThrough, runsFrom: life.runsFrom }, charge);
    if (!hasStarted(start, through, zone) || isOver(life, start, zone)) return;
    const fullPeriod = fullPeriodAt(life.grids, start, zone);
    const boundary = endOfPeriod(life.grids, start, fullPeriod, zone);
    const known = knownEndAfter(life, start, basis);
    billRecurring(tally, charge, { start, end: known ? earlierPoint(boundary, known, zone) : boundary }, fullPeriod);
  }
};

/** Settles every period that has ended, charge by charge. */
const settlePeriods = (tally: Tally, through: Through): void => {
  const { life, basis } = tally;
  if (!life.plan.charges.some(isInArrears)) return;
  while (!isOver(life, tally.settledThrough, basis.zone)) {
    const boundary = nextBoundary(life.grids, tally.settledThrough, basis.zone);
    const end = life.endsAt ? earlierPoint(boundary, life.endsAt, basis.zone) : boundary;
    if (comparePoints(end, through.point, basis.zone) > 0) return;
    settleThrough(tally, end);
  }
};

/** Bills whatever is in arrears up to a point, and takes it as settled up to there. */
export const settleArrears = (life: SubscriptionLife, point: TimePoint, basis: LifeBasis): BilledLife => {
  const tally = openTally(life, basis);
  settleThrough(tally, life.endsAt ? earlierPoint(point, life.endsAt, basis.zone) : point);
  return closeTally(tally);
};

/** Bills what was used in a trial up to a point, where the policy bills it: what was not used gives no line. */
export const settleTrial = (life: SubscriptionLife, point: TimePoint, basis: LifeBasis): BilledLife => {
  const start = life.settledThrough;
  if (basis.policy.trialUsage === "free" || comparePoints(start, point, basis.zone) >= 0) return { life, lines: [] };
  const tally = openTally(life, basis);
  for (const charge of life.plan.charges) {
    if (charge.kind === "usage" && isUsed(charge, { start, end: point }, basis)) {
      billArrears(tally, withoutLeast(charge), { start, end: point });
    }
  }
  tally.settledThrough = point;
  return closeTally(tally);
};

/** In a trial nobody owes more than what was used, and no units go on from it. */
const withoutLeast = ({ rollover, ...charge }: ChargeTerms): ChargeTerms =>
  charge.options ? { ...charge, options: { ...charge.options, minimum: null, commitment: null } } : charge;

const settleThrough = (tally: Tally, end: TimePoint): void => {
  const start = tally.settledThrough;
  if (comparePoints(start, end, tally.basis.zone) >= 0) return;
  for (const charge of tally.life.plan.charges.filter(isInArrears)) billArrears(tally, charge, { start, end });
  tally.settledThrough = end;
};

/** What was used of a charge in arrears in a part of a period. */
const billArrears = (tally: Tally, charge: ChargeTerms, period: Span): void => {
  const { life, basis } = tally;
  const { meter } = charge;
  if (charge.kind !== "usage" || !meter) {
    billRecurring(tally, charge, period, fullPeriodAt(life.grids, period.start, basis.zone));
    return;
  }
  const whole = fullPeriodAt(life.grids, period.start, basis.zone);
  const served = shareOfPeriod(whole, period, basis);
  const measured = measureUsage(priceOf(life, charge), meter, { period, whole }, basis);
  const { carried } = tally;
  const units = drawIncluded({ charge, used: measured.quantity, period, served, carried }, life, basis);
  if (units) tally.carried = { ...carried, [charge.key]: units.parcels };
  const factors = {
    ...factorsOf(life, charge, basis),
    ...measured,
    ...(units ? { included: units.available, units: units.account } : {}),
    ...(charge.options && haveAmounts(charge.options) && served ? { held: served } : {}),
    coupons: [],
  };
  const line = addLine(tally, charge, { kind: "usage", period, fullPeriod: null, factors, isOfChange: false });
  billTrueUp(tally, charge, line, served);
};

/** A line of its own for what usage falls short of what was committed to for the days served. */
const billTrueUp = (tally: Tally, charge: ChargeTerms, usage: ServiceLine, share: TakenShare | null): void => {
  const { basis } = tally;
  const commitment = charge.options?.commitment ?? null;
  if (commitment === null) return;
  const { rounding } = basis.policy;
  const factors = { kind: "true_up", commitment, chargedMinor: usage.amountMinor, share, rounding } as const;
  if (amountOfLine(factors, basis.currency) === 0n) return;
  addLine(tally, charge, { kind: "true_up", period: usage.period, fullPeriod: null, factors, isOfChange: false });
};

const isUsed = ({ meter }: ChargeTerms, period: Span, basis: LifeBasis): boolean =>
  meter !== null && quantityUsed(meter, { period, whole: period }, basis).n !== 0n;

const billRecurring = (tally: Tally, charge: ChargeTerms, period: Span, fullPeriod: Span): void => {
  const { life, basis } = tally;
  const isAhead = isInAdvance(charge);
  const share = chargedShare(charge, period, fullPeriod, basis);
  if (share === "nothing") {
    if (isAhead) tally.chargedThrough[charge.key] = period.end;
    tally.isMoved = true;
    return;
  }
  const factors = { ...factorsOf(life, charge, basis), share };
  const isOfChange = isAhead && isStubOfChange(life, period.start, fullPeriod.start, basis.zone);
  const line = addLine(tally, charge, { kind: "recurring", period, fullPeriod, factors, isOfChange });
  if (!isAhead) return;
  tally.billed.push({
    lineNo: line.no,
    chargeKey: charge.key,
    period,
    fullPeriod,
    leftMinor: line.amountMinor,
    taxPercent: basis.taxPercent,
  });
};

/** Whether a period is what a change inside a period leaves of it. */
const isStubOfChange = (life: SubscriptionLife, start: TimePoint, boundary: TimePoint, zone: string): boolean =>
  life.runsBy === "change" &&
  comparePoints(start, life.runsFrom, zone) === 0 &&
  comparePoints(boundary, start, zone) !== 0;

const priceOf = (life: SubscriptionLife, charge: ChargeTerms) => life.overrides[charge.key] ?? charge.price;

/** What a charge is made of for a whole period. */
const factorsOf = (life: SubscriptionLife, charge: ChargeTerms, basis: LifeBasis) => {
  const said = charge.options ?? plainOptions;
  // A negotiated price was chosen by nothing but the agreement.
  const options = optionsOfLine(life.overrides[charge.key] ? { ...said, pricedFor: null } : said);
  return {
    kind: "charge",
    price: priceOf(life, charge),
    quantity: charge.quantity ?? life.quantity,
    included: charge.included,
    ...(options ? { options } : {}),
    coupons: couponsOfCharge(life, charge, basis),
    share: null,
    rounding: basis.policy.rounding,
  } as const satisfies LineFactors;
};

/** The price of a recurring or one-time charge for a whole period as it stands: exact, in minor units. */
export const priceOfCharge = (life: SubscriptionLife, charge: ChargeTerms, basis: LifeBasis): Rational =>
  wholePrice(factorsOf(life, charge, basis), basis.currency);

type MadeLine = Pick<ServiceLine, "kind" | "period" | "fullPeriod" | "factors" | "isOfChange">;

const addLine = (
  { life, basis, lines, chargedThrough }: Tally,
  charge: ChargeTerms,
  { kind, period, fullPeriod, factors, isOfChange }: MadeLine,
): ServiceLine => {
  const line: ServiceLine = {
    no: life.lineCount + lines.length,
    subscriptionId: life.id,
    chargeKey: charge.key,
    kind,
    period,
    fullPeriod,
    amountMinor: amountOfLine(factors, basis.currency),
    taxPercent: basis.taxPercent,
    factors,
    isOfChange,
    creditsNo: null,
  };
  lines.push(line);
  if (!isInArrears(charge)) chargedThrough[charge.key] = period.end;
  return line;
};
