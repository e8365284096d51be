import { addDays, compareDays, dayOf, daysBetween, type PlainDate } from "@/server/kernel";
import { type Draw, drawsFrom } from "./draw";
import { type HistoryAccount, type HistorySubscription, joiningDays } from "./history-account";
import { type Region, regions } from "./regions";

export type DrawAccounts = {
  readonly seed: number;
  readonly count: number;
  /** The first and the last day on which somebody joins. */
  readonly from: PlainDate;
  readonly to: PlainDate;
};

/** Subscribers as a company like this one has them; the same seed gives the same people. */
export const drawAccounts = ({ seed, count, from, to }: DrawAccounts): readonly HistoryAccount[] => {
  const draw = drawsFrom(seed);
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addDays(from, at));
  return Array.from({ length: count }, (_, at) => drawAccount(draw, at + 1, days)).sort((a, b) =>
    compareDays(a.subscriptions[0].on, b.subscriptions[0].on),
  );
};

const drawDay = (draw: Draw, { country }: Region, days: readonly PlainDate[]): PlainDate => {
  const joining: readonly number[] = joiningDays[country === "US" ? "america" : "elsewhere"];
  return draw.oneOf(days.filter((day) => joining.includes(dayOf(day))));
};

const drawAccount = (draw: Draw, number: number, days: readonly PlainDate[]): HistoryAccount => {
  const region = drawRegion(draw);
  const on = drawDay(draw, region, days);
  const kind = draw.chance(78) ? "business" : "personal";
  const first = draw.oneOf(region.firstNames);
  const last = draw.oneOf(region.lastNames);
  const firm = `${draw.oneOf(region.firms)} ${last}`;
  const company = kind === "business" ? `${firm} ${draw.oneOf(region.legalForms)}` : null;
  const [city, postcode] = draw.oneOf(region.cities);
  return {
    country: region.country,
    kind,
    person: region.country === "JP" ? `${last} ${first}` : `${first} ${last}`,
    email: company ? `office@${slugOf(firm, number)}.example` : `${slugOf(`${first} ${last}`, number)}@post.example`,
    company,
    taxId: kind === "business" && region.taxIds.length > 0 && draw.chance(70) ? draw.oneOf(region.taxIds) : null,
    addressLine: `${draw.oneOf(region.streets)} ${draw.between(1, 180)}`,
    postcode,
    city,
    ...drawPaying(draw, drawSubscription(draw, region, on)),
  };
};

const drawRegion = (draw: Draw): Region => {
  let ticket = draw.between(1, 100);
  const found = regions.find(({ share }) => {
    ticket -= share;
    return ticket <= 0;
  });
  return found ?? (regions[0] as Region);
};

const slugOf = (name: string, number: number): string => {
  const latin = name.normalize("NFKD").replaceAll("ß", "ss").replaceAll("ø", "o");
  const slug = latin
    .replaceAll(/[^A-Za-z ]/g, "")
    .trim()
    .replaceAll(/ +/g, "-")
    .toLowerCase();
  return `${slug || "desk"}-${number}`;
};

const drawSubscription = (draw: Draw, { country }: Region, on: PlainDate): HistorySubscription => {
  const ticket = draw.between(1, 100);
  if (ticket <= 7) return { on, interval: "month", ratePlans: [{ key: "desk-free", quantity: 1 }] };
  const ratePlans = [drawPlan(draw, ticket)];
  if (country !== "JP" && draw.chance(8)) ratePlans.push({ key: "eu-data-residency", quantity: 1 });
  if (draw.chance(8)) ratePlans.push({ key: "onboarding", quantity: 1 });
  return { on, interval: draw.chance(18) ? "year" : "month", ratePlans };
};

const drawPlan = (draw: Draw, ticket: number): { readonly key: string; readonly quantity: number } => {
  if (ticket <= 37) return { key: "desk-starter", quantity: draw.between(1, 5) };
  if (ticket <= 80) return { key: "desk-team", quantity: draw.between(2, 30) };
  return { key: "desk-business", quantity: draw.between(5, 60) };
};

type Paying = Pick<HistoryAccount, "card" | "way" | "subscriptions" | "paysDaysLate">;

const goodCards = ["4242424242424242", "5555555555554444", "378282246310005"];

const drawPaying = (draw: Draw, subscription: HistorySubscription): Paying => {
  const card = draw.oneOf(goodCards);
  const ticket = draw.between(1, 100);
  if (ticket <= 3) {
    return { card: "4000000000000341", way: "store", subscriptions: [subscription], paysDaysLate: draw.between(2, 12) };
  }
  if (ticket <= 9) {
    const pilot = { ...subscription, interval: "month" as const, termMonths: draw.oneOf([3, 6, 12]) };
    return { card, way: "sales", subscriptions: [pilot] };
  }
  return { card, way: "store", subscriptions: [subscription] };
};
