import { openAccount } from "@/server/accounts";
import { type ChargeDefinition, publishRatePlans, registerProducts } from "@/server/catalog";
import { grantCredit } from "@/server/credits";
import { type Interval, parseRational } from "@/server/kernel";
import { type GatewayAccess, openCardSetup, savePaymentMethod } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { createCoupon } from "@/server/promotions";
import type { CouponTerms } from "@/server/promotions/core";
import { writePrice } from "@/server/rating/core";
import { getSellerByKey, registerSellers } from "@/server/sellers";
import { choosePolicy } from "@/server/subscriptions";
import { createMeter } from "@/server/usage";
import type { CaseInput } from "../case-input";
import { CaseRefusal } from "../case-refusal";
import { readChargePrice } from "../read-price";
import { readSettings, type ScenarioSettings } from "./read-settings";
import { type CardOutcome, openScriptedGateway, type ScriptedGateway } from "./scripted-gateway";

export type ScenarioAccount = { readonly accountId: string; readonly cardId: string; readonly zone: string };
export type ScenarioPlan = {
  readonly key: string;
  readonly interval: Interval;
  /** The charges that have a price a unit. */
  readonly perUnit: ReadonlySet<string>;
};

/** A seller of its own with what it sells, to whom, and how its cards answer. */
export type Scenario = {
  readonly settings: ScenarioSettings;
  readonly sellerId: string;
  readonly sellerKey: string;
  readonly scripted: ScriptedGateway;
  readonly access: GatewayAccess;
  /** By the names of the case, in its order. */
  readonly accounts: Map<string, ScenarioAccount>;
  readonly plans: ReadonlyMap<string, ScenarioPlan>;
  /** What each meter makes of its events. */
  readonly meters: ReadonlyMap<string, string>;
  readonly subscriptions: Map<string, string>;
  /** The zone in which each subscription counts its days. */
  readonly zones: Map<string, string>;
  /** A name for each event of usage, and for each request that is made once. */
  readonly usageIds: Iterator<number>;
  readonly requestKeys: Iterator<number>;
};

const country = "IE";
const product = { key: "scenario", name: "Scenario", family: "desk", taxCode: "saas_business" };

export const openScenario = async (ctx: ServiceContext, input: CaseInput, name: string): Promise<Scenario> => {
  const settings = readSettings(input.object("settings"));
  const catalog = input.object("catalog");
  await registerSellers(ctx, [sellerOf(name, settings)]);
  const { id: sellerId } = await getSellerByKey(ctx, name);
  await choosePolicy(ctx, { sellerId, conventions: settings.conventions });
  await registerProducts(ctx, [product]);
  const plans = await publishPlans(ctx, { catalog, name, settings });
  for (const coupon of catalog.optionalList("coupons")) {
    await createCoupon(ctx, { sellerId, key: coupon.text("id"), ...couponTermsOf(coupon, settings) });
  }
  for (const meter of catalog.optionalList("meters")) {
    const aggregation = meter.choice("aggregation", "sum", "count", "max", "latest");
    await createMeter(ctx, { sellerId, key: meter.text("id"), name: meter.text("id"), unitLabel: "unit", aggregation });
  }
  const scripted = openScriptedGateway();
  const scenario: Scenario = {
    settings,
    sellerId,
    sellerKey: name,
    scripted,
    access: { gateway: scripted.gateway, appOrigin: "http://127.0.0.1" },
    accounts: new Map(),
    plans,
    meters: new Map(catalog.optionalList("meters").map((meter) => [meter.text("id"), meter.text("aggregation")])),
    subscriptions: new Map(),
    zones: new Map(),
    usageIds: Array.from({ length: 100_000 }).keys(),
    requestKeys: Array.from({ length: 100_000 }).keys(),
  };
  for (const account of input.list("accounts")) await openOne(ctx, scenario, account);
  return scenario;
};

const couponTermsOf = (coupon: CaseInput, { currency }: ScenarioSettings): CouponTerms => {
  const kind = coupon.choice("kind", "percent", "amount");
  if (kind === "percent") return { kind, value: coupon.number("value") };
  return { kind, amounts: { [currency]: coupon.requiredWholeMinor("value", currency) } };
};

const sellerOf = (key: string, { zone, currency }: ScenarioSettings) => ({
  key,
  legalName: key,
  addressLines: ["1 Quay"],
  city: "Dublin",
  country,
  taxId: null,
  registrationNumber: key,
  timeZone: zone,
  currencies: [currency],
  invoiceSeries: `I-${key}`,
  creditNoteSeries: `C-${key}`,
  debitNoteSeries: `D-${key}`,
  mailFrom: "billing@scenario.example",
});

type PlansToPublish = { readonly catalog: CaseInput; readonly name: string; readonly settings: ScenarioSettings };

const publishPlans = async (
  ctx: ServiceContext,
  { catalog, name, settings }: PlansToPublish,
): Promise<Map<string, ScenarioPlan>> => {
  const aggregations = new Map(
    catalog
      .optionalList("meters")
      .map((meter) => [meter.text("id"), meter.choice("aggregation", "sum", "count", "max", "latest")] as const),
  );
  const plans = new Map<string, ScenarioPlan>();
  for (const plan of catalog.list("plans")) {
    const id = plan.text("id");
    const interval = plan.interval("interval");
    const key = `${name}/${id}`;
    const charges = plan.list("charges").map((charge) => toCharge(charge, { interval, settings, aggregations }));
    await publishRatePlans(ctx, [
      {
        productKey: product.key,
        key,
        version: 1,
        name: id,
        isOnSale: true,
        isAddOn: false,
        quantityMin: 1,
        quantityMax: 2_000_000_000,
        sellsParts: true,
        trialDays: plan.optionalCount("trialDays") ?? 0,
        terms: plan.optionalCount("terms"),
        charges,
        features: {},
      },
    ]);
    const perUnit = plan.list("charges").filter((charge) => charge.has("unitPrice"));
    plans.set(id, { key, interval, perUnit: new Set(perUnit.map((charge) => charge.text("id"))) });
  }
  return plans;
};

type ChargeBasis = {
  readonly interval: Interval;
  readonly settings: ScenarioSettings;
  readonly aggregations: ReadonlyMap<string, "sum" | "count" | "max" | "latest">;
};

/** The price of a charge: an amount whatever the quantity, the price of a unit, or a model. */
export const readPriceOf = (charge: CaseInput) => {
  if (charge.has("amount")) return writePrice({ model: "flat", amount: charge.number("amount") });
  if (charge.has("unitPrice")) return writePrice({ model: "per_unit", unitPrice: charge.number("unitPrice") });
  return writePrice(readChargePrice(charge.object("model")));
};

const toCharge = (charge: CaseInput, { interval, settings, aggregations }: ChargeBasis): ChargeDefinition => {
  const kind = charge.choice("kind", "recurring", "one_time", "usage");
  const meter = charge.optionalText("meter");
  const aggregation = meter === null ? undefined : aggregations.get(meter);
  if (kind === "usage" && aggregation === undefined) throw new CaseRefusal("bad_input");
  const included = charge.raw("included");
  return {
    key: charge.text("id"),
    name: charge.text("id"),
    kind,
    timing: charge.has("timing") ? charge.choice("timing", "in_advance", "in_arrears") : "in_advance",
    ...(charge.flag("fixed") ? { followsQuantity: false } : {}),
    ...(meter !== null && aggregation !== undefined ? { meter: { key: meter, aggregation } } : {}),
    ...(typeof included === "string" ? { included } : {}),
    prices: [
      { currency: settings.currency, interval: kind === "one_time" ? null : interval, terms: readPriceOf(charge) },
    ],
  };
};

const openOne = async (ctx: ServiceContext, scenario: Scenario, account: CaseInput): Promise<void> => {
  const name = account.text("id");
  const taxRate = account.raw("taxRate");
  const zone = account.has("timezone") ? account.zone("timezone") : scenario.settings.zone;
  const address = { addressLines: [], city: null, postcode: null, region: null, country };
  const { id: accountId } = await openAccount(ctx, {
    name,
    kind: "personal",
    country,
    timeZone: zone,
    currency: scenario.settings.currency,
    taxId: null,
    taxIdStatus: "none",
    billTo: { ...address, name, email: "account@scenario.example" },
    billingDay: account.optionalCount("billingDay"),
    statedTaxPercent: typeof taxRate === "string" ? taxRate : "0",
  });
  const { url: cardId } = await openCardSetup(ctx, scenario.access, { accountId, replacesId: null, pays: [] });
  await savePaymentMethod(ctx, scenario.access, cardId);
  if (account.has("card")) scenario.scripted.answerWith(cardId, readOutcome(account.raw("card")));
  scenario.accounts.set(name, { accountId, cardId, zone });
  const amountMinor = account.wholeMinor("creditBalance", scenario.settings.currency);
  await grantTo(ctx, scenario, { accountId, amountMinor });
};

/** Nothing is granted where the amount is nothing. */
export const grantTo = async (
  ctx: ServiceContext,
  { sellerId, settings, requestKeys }: Scenario,
  { accountId, amountMinor }: { readonly accountId: string; readonly amountMinor: bigint },
): Promise<void> => {
  if (amountMinor === 0n) return;
  const requestKey = String(requestKeys.next().value);
  const { currency } = settings;
  const reason = "Given by the scenario";
  await grantCredit(ctx, { accountId, sellerId, currency, amountMinor, reason, requestKey });
};

const isOutcome = (value: unknown): value is CardOutcome => value === "success" || value === "failure";

export const readOutcome = (value: unknown): CardOutcome | readonly CardOutcome[] => {
  if (isOutcome(value)) return value;
  if (Array.isArray(value) && value.every(isOutcome)) return value;
  throw new CaseRefusal("bad_input");
};

export const readRate = (value: unknown): string => {
  if (typeof value !== "string") throw new CaseRefusal("bad_number");
  parseRational(value);
  return value;
};
