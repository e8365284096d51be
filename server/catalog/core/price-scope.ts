/** How an order comes: the customer orders online, in the store or in its account; or staff do, through sales. */
export const salesChannels = ["online", "sales"] as const;
export type SalesChannel = (typeof salesChannels)[number];

export const isSalesChannel = (text: string): text is SalesChannel => salesChannels.some((channel) => channel === text);

/** For whom a price is alone: all that it names must hold. */
export type PriceScope = {
  /** A country, or a group of them by its key. */
  readonly region: string | null;
  /** The countries that the region had when the price was published. */
  readonly countries: readonly string[];
  /** A kind of account, as staff tell it. */
  readonly segment: string | null;
  readonly channel: SalesChannel | null;
};

/** What a price is chosen by. Without a channel, as where a program orders, no price of one applies. */
export type PriceCustomer = {
  readonly country: string;
  readonly segment: string | null;
  readonly channel: SalesChannel | null;
};

const isOneCountry = ({ region, countries }: PriceScope): boolean => countries.length === 1 && countries[0] === region;

/**
 * How special a price is: what names more goes before what names less; among as many, a segment, which somebody decided,
 * before a channel, which somebody chose, before a region, where somebody happens to be; a country before a group.
 */
export const rankOfScope = (scope: PriceScope | undefined): number => {
  if (!scope) return 0;
  const { region, segment, channel } = scope;
  const named = [region, segment, channel].filter((one) => one !== null).length;
  const ofRegion = isOneCountry(scope) ? 2 : 1;
  return named * 16 + (segment === null ? 0 : 8) + (channel === null ? 0 : 4) + (region === null ? 0 : ofRegion);
};

export const appliesTo = (scope: PriceScope | undefined, { country, segment, channel }: PriceCustomer): boolean =>
  !scope ||
  ((scope.region === null || scope.countries.includes(country)) &&
    (scope.segment === null || scope.segment === segment) &&
    (scope.channel === null || scope.channel === channel));

/** Whether somebody could get either of two prices that are equally special. */
export const areAmbiguous = (a: PriceScope, b: PriceScope): boolean =>
  rankOfScope(a) === rankOfScope(b) &&
  a.segment === b.segment &&
  a.channel === b.channel &&
  (a.region === null || a.countries.some((country) => b.countries.includes(country)));

const channelWords: Readonly<Record<SalesChannel, string>> = {
  online: "online orders",
  sales: "orders through sales",
};

/** "region nordics, segment nonprofit, online orders". */
export const writeScope = ({ region, segment, channel }: Omit<PriceScope, "countries">): string =>
  [
    ...(region === null ? [] : [`region ${region}`]),
    ...(segment === null ? [] : [`segment ${segment}`]),
    ...(channel === null ? [] : [channelWords[channel]]),
  ].join(", ");
