import {
  type Alignment,
  comparePoints,
  dayOf,
  earlierPoint,
  type Interval,
  localDayOf,
  openSchedule,
  type Schedule,
  type Span,
  type TimePoint,
} from "@/server/kernel";

/** Where service periods begin and end: boundaries counted from a base, each on the same day of its month. */
export type BillingGrid = {
  readonly interval: Interval;
  readonly alignment: Alignment;
  readonly base: TimePoint;
  /** The day of the month on which boundaries lie, where one is given. */
  readonly anchorDay: number | null;
};

/** A grid, and the one that follows it from a point on where the billing day was moved, with the time of the move. */
export type BillingGrids = {
  readonly grid: BillingGrid;
  readonly next: { readonly from: TimePoint; readonly grid: BillingGrid; readonly movedAt: TimePoint } | null;
};

export const hasMonths = ({ unit }: Interval): boolean => unit === "month" || unit === "year";

export const anniversaryGrid = (interval: Interval, base: TimePoint): BillingGrid => ({
  interval,
  alignment: "anniversary",
  base,
  anchorDay: null,
});

export const anchorDayGrid = (interval: Interval, base: TimePoint, anchorDay: number): BillingGrid => ({
  interval,
  alignment: "anchor",
  base,
  anchorDay,
});

/** The grid of a service that begins: on the billing day where months have one, or else as the policy aligns it. */
export const openGrid = (
  interval: Interval,
  start: TimePoint,
  billingDay: number | null,
  alignment: "anniversary" | "calendar",
): BillingGrid =>
  billingDay !== null && hasMonths(interval)
    ? anchorDayGrid(interval, start, billingDay)
    : { interval, alignment, base: start, anchorDay: null };

/** The day of the month on which the boundaries of a grid lie. */
export const dayOfGrid = (grid: BillingGrid, zone: string): number => {
  if (grid.anchorDay !== null) return grid.anchorDay;
  return grid.alignment === "calendar" ? 1 : dayOf(localDayOf(grid.base, zone));
};

const schedules = new WeakMap<BillingGrid, Schedule>();

// A grid is looked at for each charge and line; its schedule is opened once for each zone it is read in.
const scheduleOf = (grid: BillingGrid, zone: string): Schedule => {
  const known = schedules.get(grid);
  if (known?.zone === zone) return known;
  const { interval, base, alignment, anchorDay } = grid;
  const opened = openSchedule({ start: base, end: null, zone, interval, anchor: null, anchorDay }, alignment);
  schedules.set(grid, opened);
  return opened;
};

/** The whole period of the grid that a point lies in. */
export const fullPeriodAt = ({ grid, next }: BillingGrids, point: TimePoint, zone: string): Span => {
  const isOfNext = next !== null && comparePoints(point, next.from, zone) >= 0;
  return scheduleOf(isOfNext ? next.grid : grid, zone).periodAt(point);
};

/** Where the period of a point ends that is whole but for a new grid that begins in it. */
export const endOfPeriod = ({ next }: BillingGrids, point: TimePoint, full: Span, zone: string): TimePoint =>
  next && comparePoints(point, next.from, zone) < 0 ? earlierPoint(full.end, next.from, zone) : full.end;

/** The first boundary after a point; where a new grid begins there is one too. */
export const nextBoundary = (grids: BillingGrids, point: TimePoint, zone: string): TimePoint =>
  endOfPeriod(grids, point, fullPeriodAt(grids, point, zone), zone);
