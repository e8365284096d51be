import { asc, eq } from "drizzle-orm";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { subscriptions } from "@/db/schema/subscriptions";
import { openAccount } from "@/server/accounts";
import { publishRatePlans, type RatePlanDefinition } from "@/server/catalog";
import type { Interval } from "@/server/kernel";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import type { ChangePlanAction, SubscriptionTerms } from "@/server/orders/core";
import type { ServiceContext } from "@/server/platform";

export type SubscribedInScenario = { readonly accountId: string; readonly subscriptionId: string };

/** A plan of Desk that is on sale, with these charges. */
export const planInScenario = (
  key: string,
  name: string,
  charges: RatePlanDefinition["charges"],
): RatePlanDefinition => ({
  productKey: "desk",
  key,
  version: 1,
  name,
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 500,
  features: {},
  charges,
});

export const monthlyPlan = (key: string, name: string, price: string): RatePlanDefinition =>
  planInScenario(key, name, [
    { key: "fee", name, kind: "recurring", model: "per_unit", prices: { EUR: { month: price } } },
  ]);

/** A small plan at 9.00 and a large one at 29.00 a month and unit. */
export const publishTwoPlans = (ctx: ServiceContext): Promise<unknown> =>
  publishRatePlans(ctx, [monthlyPlan("nine", "Plan 9", "9"), monthlyPlan("twenty-nine", "Plan 29", "29")]);

export const toTwentyNine: ChangePlanAction = {
  action: "change_plan",
  when: { kind: "now" },
  interval: "month",
  ratePlans: [{ key: "twenty-nine", quantity: null }],
};

type Where = {
  readonly country: string;
  readonly timeZone: string;
  readonly statedTaxPercent: string | null;
  readonly segment: string | null;
};

/** In Dublin without tax, so that amounts are what the plans say. */
const untaxed: Where = { country: "IE", timeZone: "Europe/Dublin", statedTaxPercent: "0", segment: null };

const oneMonth: Interval = { unit: "month", count: 1 };

type Wanted = {
  readonly terms?: SubscriptionTerms;
  readonly plan?: string;
  readonly interval?: Interval;
  readonly quantity?: number;
};

/** Somebody who subscribes now, at 9.00 a month unless it is said otherwise, and owes what is billed. */
export const subscribeInScenario = async (
  ctx: ServiceContext,
  name: string,
  { terms = {}, plan: key = "nine", interval = oneMonth, quantity = 1, ...where }: Partial<Where> & Wanted = {},
): Promise<SubscribedInScenario> => {
  const located = { ...untaxed, ...where };
  const { country } = located;
  const account = await openAccount(ctx, {
    ...located,
    name,
    kind: "personal",
    currency: "EUR",
    taxId: null,
    taxIdStatus: "none",
    billTo: {
      name,
      email: `${name}@quay.example`,
      addressLines: ["1 Quay"],
      ...{ city: "Harbour", postcode: null, region: null, country },
    },
  });
  const ratePlans = [{ key, quantity }];
  const order = {
    accountId: account.id,
    actions: [{ ...terms, action: "create" as const, interval, ratePlans }],
  };
  const { previewId } = await previewOnAccount(ctx, order);
  const orderId = await placeOnAccount(ctx, { ...order, previewId });
  const [row] = await ctx.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return { accountId: account.id, subscriptionId: row?.id ?? "" };
};

const short = (day: string): string => day.slice(5);

/** What was billed to an account, in the order of posting: "charge 04-01 05-01 900 of 900", the last the invoice's total. */
export const billedLines = async (db: ServiceContext["db"], accountId: string): Promise<string[]> => {
  const rows = await db
    .select({
      kind: invoiceLines.kind,
      start: invoiceLines.serviceStartOn,
      end: invoiceLines.serviceEndOn,
      net: invoiceLines.netMinor,
      invoice: invoices.totalMinor,
    })
    .from(invoiceLines)
    .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
    .where(eq(invoiceLines.accountId, accountId))
    .orderBy(asc(invoices.postedAt), asc(invoiceLines.invoiceId), asc(invoiceLines.position));
  return rows.map(({ kind, start, end, net, invoice }) => `${kind} ${short(start)} ${short(end)} ${net} of ${invoice}`);
};
