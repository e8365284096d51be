import {
  addRationals,
  comparePoints,
  maxRational,
  minRational,
  type Rational,
  type Span,
  subtractRationals,
  sumRationals,
  type TimePoint,
  ZERO,
} from "@/server/kernel";

/** Included units that were not used where they were granted, and where they end; null where that is nowhere. */
export type UnitParcel = { readonly units: Rational; readonly until: TimePoint | null };

/** Where the included units of a part of a period came from and went: what comes in and is granted is what goes out. */
export type UnitAccount = {
  readonly granted: Rational;
  readonly carriedIn: Rational;
  readonly drawn: Rational;
  readonly expired: Rational;
  readonly carriedOut: Rational;
};

export type UnitsToDraw = {
  /** The oldest first. */
  readonly parcels: readonly UnitParcel[];
  /** What is granted for the part of a period, and where it ends. */
  readonly grant: UnitParcel;
  readonly used: Rational;
  readonly period: Span;
  /** How many go on at most; null without a limit. */
  readonly unitsMax: Rational | null;
};

export type DrawnUnits = {
  /** All that usage may draw from before it has a price. */
  readonly available: Rational;
  readonly account: UnitAccount;
  readonly parcels: readonly UnitParcel[];
};

const unitsOf = (parcels: readonly UnitParcel[]): Rational => sumRationals(parcels.map(({ units }) => units));

/**
 * Draws what was used from the units that go on, the oldest first, and then from those of the period itself. What is left
 * goes on but for what ends with the period; above the most that may, the oldest end. 400 carried in and 1,000 granted
 * less 1,300 used leave 100 of those granted.
 */
export const drawUnits = ({ parcels, grant, used, period, unitsMax }: UnitsToDraw, zone: string): DrawnUnits => {
  const lastsBeyond = (point: TimePoint) => (parcel: UnitParcel) =>
    parcel.until === null || comparePoints(parcel.until, point, zone) > 0;
  const usable = [...parcels.filter(lastsBeyond(period.start)), grant];
  const available = unitsOf(usable);
  const drawn = minRational(maxRational(ZERO, used), available);
  const left = takeOldest(usable, drawn).filter(lastsBeyond(period.end));
  const excess = unitsMax === null ? ZERO : maxRational(ZERO, subtractRationals(unitsOf(left), unitsMax));
  const kept = mergeAlike(takeOldest(left, excess), zone);
  const [carriedIn, carriedOut] = [unitsOf(parcels), unitsOf(kept)];
  const expired = subtractRationals(addRationals(carriedIn, grant.units), addRationals(drawn, carriedOut));
  return { available, account: { granted: grant.units, carriedIn, drawn, expired, carriedOut }, parcels: kept };
};

const takeOldest = (parcels: readonly UnitParcel[], count: Rational): UnitParcel[] => {
  let missing = count;
  return parcels.flatMap(({ units, until }) => {
    const taken = minRational(units, missing);
    missing = subtractRationals(missing, taken);
    return taken.n === units.n && taken.d === units.d ? [] : [{ units: subtractRationals(units, taken), until }];
  });
};

/** Neighbors that end together are one, so that a list is never longer than the periods that units go on for. */
const mergeAlike = (parcels: readonly UnitParcel[], zone: string): UnitParcel[] =>
  parcels.flatMap((parcel, at) => {
    const before = parcels[at - 1];
    if (before && endsWith(before, parcel, zone)) return [];
    const after = parcels.slice(at);
    const other = after.findIndex((one) => !endsWith(one, parcel, zone));
    return [{ until: parcel.until, units: unitsOf(other < 0 ? after : after.slice(0, other)) }];
  });

const endsWith = (a: UnitParcel, b: UnitParcel, zone: string): boolean =>
  a.until === null || b.until === null ? a.until === b.until : comparePoints(a.until, b.until, zone) === 0;

/** Whether an account of units is that of so much usage: nothing is lost in it, and no more is drawn than may be. */
export const isAccountOf = (
  { granted, carriedIn, drawn, expired, carriedOut }: UnitAccount,
  used: Rational,
  available: Rational,
): boolean => {
  const into = addRationals(granted, carriedIn);
  const out = sumRationals([drawn, expired, carriedOut]);
  const mayDraw = minRational(maxRational(ZERO, used), available);
  return into.n === out.n && into.d === out.d && mayDraw.n === drawn.n && mayDraw.d === drawn.d;
};
