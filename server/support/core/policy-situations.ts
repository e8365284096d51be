import { advanceService, type LifeBasis, planFutureLines, type ServiceLine } from "@/server/billing/core";
import type { RatePlan } from "@/server/catalog/core";
import {
  type ChargeId,
  type Interval,
  invariant,
  ONE,
  type PlainDate,
  plainDateOf,
  type RatePlanId,
  startOfDay,
  sumMinor,
  type TimePoint,
} from "@/server/kernel";
import { planChange, type SubscriptionAction } from "@/server/orders/core";
import { type Conventions, type SubscriptionLife, sellPlans, startLife } from "@/server/subscriptions/core";
import { computeDocumentTax, type TaxDecision } from "@/server/tax/core";

export const policySituations = ["signed", "upgrade", "downgrade", "yearly", "cancel", "pause", "tax"] as const;
export type PolicySituation = (typeof policySituations)[number];

/** What comes of a situation on its day, below zero where more is given back, and what is billed next of it. */
export type SituationOutcome = {
  readonly situation: PolicySituation;
  readonly minor: bigint;
  readonly next: { readonly on: PlainDate; readonly minor: bigint } | null;
};

export type ExampleSeller = { readonly currency: string; readonly zone: string; readonly year: number };

/** The plans of the example: what a month of each costs, and a year of the larger one. */
const examplePrices = { small: "9", large: "29", largeYear: "290" } as const;

/** The lines that are taxed in the example, at two rates in percent: each level of rounding comes to another sum. */
const taxedLines = [
  { netMinor: 1_002n, percent: "21" },
  { netMinor: 1_002n, percent: "21" },
  { netMinor: 1_002n, percent: "21" },
  { netMinor: 1_004n, percent: "10" },
] as const;

const month: Interval = { unit: "month", count: 1 };
const year: Interval = { unit: "year", count: 1 };

const planOf = (
  key: "small" | "large",
  prices: readonly (readonly [Interval, string])[],
  currency: string,
): RatePlan => ({
  id: `rpl_${key}` as RatePlanId,
  key,
  version: 1,
  name: key,
  productKey: "example",
  productName: "example",
  productFamily: "example",
  taxCode: "example",
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 1,
  sellsParts: false,
  trialDays: 0,
  terms: null,
  features: {},
  charges: [
    {
      id: `chg_${key}` as ChargeId,
      key: `${key}-fee`,
      name: key,
      kind: "recurring",
      timing: "in_advance",
      followsQuantity: false,
      meter: null,
      included: "0",
      prices: prices.map(([interval, price]) => ({ currency, interval, terms: { model: "flat", price } })),
    },
  ],
});

const actions: Readonly<Record<"upgrade" | "downgrade" | "yearly" | "cancel" | "pause", SubscriptionAction>> = {
  upgrade: toPlan("large"),
  downgrade: toPlan("small"),
  yearly: { ...toPlan("large"), interval: "year", when: { kind: "now" } },
  cancel: { action: "cancel", when: { kind: "now" } },
  pause: { action: "pause", when: { kind: "now" } },
};

function toPlan(key: "small" | "large") {
  return {
    action: "change_plan",
    when: { kind: "by_direction" },
    interval: "month",
    ratePlans: [{ key, quantity: null }],
  } as const;
}

type Setting = {
  readonly ratePlans: readonly RatePlan[];
  readonly conventions: Conventions;
  readonly basis: LifeBasis;
  readonly point: (day: number) => TimePoint;
};

const settingOf = (conventions: Conventions, seller: ExampleSeller): Setting => {
  const { currency, zone } = seller;
  const basis = { currency, zone, policy: conventions.service, taxPercent: null, closesAt: null, events: [] };
  const counted = conventions.service.proration.basis === "second";
  return {
    ratePlans: [
      planOf("small", [[month, examplePrices.small]], currency),
      planOf(
        "large",
        [
          [month, examplePrices.large],
          [year, examplePrices.largeYear],
        ],
        currency,
      ),
    ],
    // What a change comes to is shown, whichever document then has it.
    conventions: { ...conventions, documents: { ...conventions.documents, ordersBilled: "with_order" } },
    basis,
    point: (day) => {
      const on = plainDateOf(seller.year, 3, day);
      return counted ? { kind: "instant", at: startOfDay(on, zone) } : { kind: "day", day: on };
    },
  };
};

const begin = ({ ratePlans, basis }: Setting, key: "small" | "large", startsAt: TimePoint) => {
  const plan = ratePlans.find((one) => one.key === key);
  invariant(plan, "The example has this plan.");
  const sold = sellPlans([{ plan, quantity: ONE }], basis.currency, month);
  const begun = startLife(
    { id: "example", ...sold, startsAt, billingDay: null, coupons: [], overrides: {}, skipsTrial: false },
    basis.policy,
    basis.zone,
  );
  return advanceService(begun, basis, startsAt);
};

const outcome = (
  situation: PolicySituation,
  { basis }: Setting,
  after: { readonly life: SubscriptionLife; readonly lines: readonly ServiceLine[] },
): SituationOutcome => {
  const [next] = planFutureLines(after.life, basis, 1);
  return {
    situation,
    minor: sumMinor(after.lines.map(({ amountMinor }) => amountMinor)),
    next: next ? { on: next.on, minor: sumMinor(next.lines.map(({ amountMinor }) => amountMinor)) } : null,
  };
};

const customer = { country: "", segment: null, channel: null };

const changed = (situation: keyof typeof actions, setting: Setting): SituationOutcome => {
  const { life } = begin(setting, situation === "upgrade" ? "small" : "large", setting.point(1));
  const { ratePlans, conventions, basis } = setting;
  const state = { life, basis, conventions, ratePlans, coupons: [], customer, position: 1 };
  const planned = planChange(state, actions[situation], setting.point(11));
  invariant(planned.ok, "The example can be changed.");
  return outcome(situation, setting, planned);
};

const taxed = ({ documents, service }: Conventions): SituationOutcome => {
  const lines = taxedLines.map(({ netMinor, percent }) => ({ netMinor, decision: charged(percent) }));
  const { taxes } = computeDocumentTax(lines, { level: documents.taxLevel, rounding: service.rounding });
  return { situation: "tax", minor: sumMinor(taxes.map(({ taxMinor }) => taxMinor)), next: null };
};

const charged = (ratePercent: string): TaxDecision => ({
  treatment: "charged",
  jurisdiction: ratePercent,
  category: "standard",
  ratePercent,
  rule: "stated",
  isFinal: true,
});

/**
 * What conventions come to for plans at 9 and 29 a month: signed on 11 March, or begun on the 1st and then changed on the
 * 11th, in a month that the ways of counting days tell apart. Before tax; the same functions decide as for what is sold.
 */
export const workOutSituations = (conventions: Conventions, seller: ExampleSeller): SituationOutcome[] => {
  const setting = settingOf(conventions, seller);
  return policySituations.map((situation) => {
    if (situation === "tax") return taxed(conventions);
    if (situation === "signed") return outcome(situation, setting, begin(setting, "large", setting.point(11)));
    return changed(situation, setting);
  });
};
