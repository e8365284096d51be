/** One part of a price: the units it is for, and what they cost. Every figure is an exact text. */
export type PricePart = {
  /** The first unit; null where all units cost alike. */
  readonly from: string | null;
  /** The last unit; null where nothing bounds it. */
  readonly upTo: string | null;
  /** What a unit costs, or a block of so many. */
  readonly unitPrice: string | null;
  readonly block: string | null;
  /** The share taken of an amount. */
  readonly percent: string | null;
  /** Due once, however many units there are. */
  readonly fee: string | null;
  /** The most that the units come to. */
  readonly cap: string | null;
  /** What of single events it is for, where they are priced one at a time; null where it is for units. */
  readonly of: EventPart | null;
  /** The two values of a cell that chooses it. */
  readonly values: readonly [string, string] | null;
};

export const eventParts = [
  "amount",
  "event",
  "least",
  "most",
  "free_events",
  "free_amount",
  "carried",
  "cell",
  "others",
] as const;
export type EventPart = (typeof eventParts)[number];

export const noPart: PricePart = {
  from: null,
  upTo: null,
  unitPrice: null,
  block: null,
  percent: null,
  fee: null,
  cap: null,
  of: null,
  values: null,
};

/** What a quantity has in one part of a price. Every figure is an exact text, amounts in major units. */
export type WorkedStep = {
  readonly part: PricePart;
  readonly units: string;
  /** How many times the unit price is paid: units, or blocks of them; null where it is none. */
  readonly times: string | null;
  readonly amount: string;
};
