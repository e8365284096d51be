import { openAccount } from "@/server/accounts";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import { collectDueInvoices, type GatewayAccess, openCardSetup, refreshCardSetup } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";

/** Everybody's first month starts on this day, wherever they are, and their second on the other. */
export const chaosOpensAt = new Date("2026-11-16T09:00:00Z");
export const chaosDueAt = new Date("2026-12-16T09:00:00Z");

type Place = { readonly country: string; readonly currency: string; readonly timeZone: string };

const places: readonly Place[] = [
  { country: "DE", currency: "EUR", timeZone: "Europe/Berlin" },
  { country: "US", currency: "USD", timeZone: "America/New_York" },
  { country: "GB", currency: "GBP", timeZone: "Europe/London" },
  { country: "JP", currency: "JPY", timeZone: "Asia/Tokyo" },
  { country: "PT", currency: "EUR", timeZone: "America/Sao_Paulo" },
  { country: "US", currency: "USD", timeZone: "Australia/Lord_Howe" },
  { country: "IE", currency: "EUR", timeZone: "Europe/Dublin" },
  { country: "US", currency: "USD", timeZone: "Pacific/Auckland" },
];

const plans = ["desk-team", "desk-starter", "desk-business"] as const;
const goodCard = "4242424242424242";
const cardThatDeclinesWhenSaved = "4000000000000341";
const atOnce = 8;

/**
 * Opens accounts that all fall due on one day: in four currencies and eight zones, most with a card that pays, one in
 * eleven with a card that declines, one in thirteen with none, one in seven with a second subscription.
 */
export const openChaosCompany = async (ctx: ServiceContext, access: GatewayAccess, count: number): Promise<void> => {
  const waiting = Array.from({ length: count }, (_, at) => at);
  const work = async (): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) await openOne(ctx, access, at);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await collectDueInvoices(ctx, access);
};

const openOne = async (ctx: ServiceContext, access: GatewayAccess, at: number): Promise<void> => {
  const { country, currency, timeZone } = places[at % places.length] as Place;
  const name = `Chaos ${at}`;
  const address = { addressLines: ["1 Quay"], city: "Harbor", postcode: null, region: null, country };
  const { id: accountId } = await openAccount(ctx, {
    ...{ name, country, currency, timeZone, kind: at % 3 === 0 ? "business" : "personal" },
    ...{ taxId: null, taxIdStatus: "none" },
    billTo: { name, email: `chaos-${at}@tulpe.example`, ...address },
  });
  if (at % 13 !== 5) {
    await giveCard(ctx, access, accountId, at % 11 === 3 ? cardThatDeclinesWhenSaved : goodCard);
  }
  await subscribe(ctx, accountId, at);
  if (at % 7 === 2) await subscribe(ctx, accountId, at + 1);
};

const subscribe = async (ctx: ServiceContext, accountId: string, at: number): Promise<void> => {
  const plan = { key: plans[at % plans.length] as string, quantity: 1 + (at % 4) };
  const actions = [{ action: "create", interval: "month", ratePlans: [plan] }] as const;
  const { previewId } = await previewOnAccount(ctx, { accountId, actions });
  await placeOnAccount(ctx, { accountId, actions, previewId });
};

/** What a person does on the gateway's own page. */
const giveCard = async (ctx: ServiceContext, access: GatewayAccess, accountId: string, number: string) => {
  const { url } = await openCardSetup(ctx, access, { accountId, replacesId: null, pays: [] });
  const card = new URLSearchParams({ number, expiry: "12 / 39", code: "123", name: "Chaos" });
  const response = await fetch(url, { method: "POST", body: card, redirect: "manual" });
  if (response.status !== 303) throw new Error(`The gateway's page took no card: ${response.status}.`);
  await refreshCardSetup(ctx, access, accountId);
};
