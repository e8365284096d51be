import type { ProductDefinition, RatePlanDefinition } from "@/server/catalog";
import {
  bySteps,
  inPackages,
  type Monthly,
  monthAndYear,
  on,
  type UsageTier,
  upTo,
  usageByTiers,
} from "./price-tables";

export const productsBesideDesk: readonly ProductDefinition[] = [
  { key: "flow", name: "Flow", family: "flow", taxCode: "saas_business" },
  { key: "sign", name: "Sign", family: "sign", taxCode: "saas_business" },
  { key: "insights", name: "Insights", family: "insights", taxCode: "saas_business" },
  { key: "sso-audit-log", name: "SSO and audit log", family: "platform", taxCode: "saas_business" },
  { key: "extra-storage", name: "Extra storage", family: "platform", taxCode: "saas_business" },
  { key: "sandbox", name: "Sandbox workspace", family: "platform", taxCode: "saas_business" },
];

const runRates = {
  USD: ["0.012", "0.008", "0.005"],
  EUR: ["0.011", "0.0075", "0.0047"],
  GBP: ["0.0096", "0.0064", "0.004"],
  JPY: ["1.8", "1.2", "0.75"],
} as const;

type Flow = {
  readonly key: string;
  readonly name: string;
  readonly monthly: Monthly;
  readonly tiersOf: (rates: readonly [string, string, string]) => readonly UsageTier[];
};

const flow = ({ key, name, monthly, tiersOf }: Flow): RatePlanDefinition => ({
  productKey: "flow",
  key,
  version: 1,
  name,
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 1,
  charges: [
    { key: "base", name: `Flow ${name}`, kind: "recurring", model: "flat", prices: monthAndYear(monthly) },
    {
      key: "runs",
      name: "Flow runs",
      kind: "usage",
      meter: { key: "flow_runs", aggregation: "sum" },
      prices: usageByTiers(
        Object.fromEntries(Object.entries(runRates).map(([currency, rates]) => [currency, tiersOf(rates)])),
      ),
    },
  ],
  features: { flow: on },
});

type Sign = {
  readonly key: string;
  readonly name: string;
  readonly monthly: Monthly;
  readonly envelopes: string;
  readonly overage: Monthly;
  /** What it costs through sales instead. */
  readonly throughSales?: Monthly;
};

const sign = ({ key, name, monthly, envelopes, overage, throughSales }: Sign): RatePlanDefinition => ({
  productKey: "sign",
  key,
  version: 1,
  name,
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 500,
  charges: [
    {
      ...{ key: "seats", name: `Sign ${name}`, kind: "recurring", model: "per_unit", prices: monthAndYear(monthly) },
      specialPrices: throughSales ? [{ onlyFor: { channel: "sales" }, prices: monthAndYear(throughSales) }] : [],
    },
    {
      key: "envelopes",
      name: "Sign envelopes",
      kind: "usage",
      meter: { key: "sign_envelopes", aggregation: "sum" },
      prices: usageByTiers(
        Object.fromEntries(
          Object.entries(overage).map(([currency, unitPrice]) => [
            currency,
            [
              { upTo: envelopes, unitPrice: "0" },
              { upTo: null, unitPrice },
            ],
          ]),
        ),
      ),
    },
  ],
  features: { sign_seats: upTo("per_seat") },
});

const addOn = (plan: Pick<RatePlanDefinition, "key" | "name" | "charges" | "features">): RatePlanDefinition => ({
  ...plan,
  productKey: plan.key,
  version: 1,
  isOnSale: true,
  isAddOn: true,
  quantityMin: 1,
  quantityMax: 1,
});

export const ratePlansBesideDesk: readonly RatePlanDefinition[] = [
  flow({
    key: "flow-starter",
    name: "Starter",
    monthly: { USD: "29", EUR: "27", GBP: "24", JPY: "4300" },
    tiersOf: ([first, second, third]) => [
      { upTo: "2000", unitPrice: "0" },
      { upTo: "20000", unitPrice: first },
      { upTo: "200000", unitPrice: second },
      { upTo: null, unitPrice: third },
    ],
  }),
  flow({
    key: "flow-growth",
    name: "Growth",
    monthly: { USD: "149", EUR: "139", GBP: "119", JPY: "22000" },
    tiersOf: ([, second, third]) => [
      { upTo: "20000", unitPrice: "0" },
      { upTo: "200000", unitPrice: second },
      { upTo: null, unitPrice: third },
    ],
  }),
  sign({
    key: "sign-essentials",
    name: "Essentials",
    monthly: { USD: "19", EUR: "18", GBP: "15", JPY: "2900" },
    envelopes: "10",
    overage: { USD: "1.20", EUR: "1.10", GBP: "0.95", JPY: "180" },
  }),
  sign({
    key: "sign-pro",
    name: "Pro",
    monthly: { USD: "39", EUR: "36", GBP: "31", JPY: "5900" },
    envelopes: "40",
    overage: { USD: "0.80", EUR: "0.75", GBP: "0.65", JPY: "120" },
    throughSales: { USD: "35", EUR: "32", GBP: "28" },
  }),
  {
    productKey: "insights",
    key: "insights",
    version: 1,
    name: "Insights",
    isOnSale: true,
    isAddOn: false,
    quantityMin: 1,
    quantityMax: 100,
    charges: [
      {
        key: "viewers",
        name: "Insights viewers",
        kind: "recurring",
        prices: bySteps(["10", "25"], {
          USD: ["99", "199", "499"],
          EUR: ["92", "185", "465"],
          GBP: ["79", "159", "399"],
          JPY: ["14800", "29700", "74500"],
        }),
      },
    ],
    features: { insights_viewers: upTo("per_seat") },
  },
  {
    ...addOn({
      key: "sso-audit-log",
      name: "SSO and audit log",
      charges: [
        {
          key: "sso",
          name: "SSO and audit log",
          kind: "recurring",
          model: "per_unit",
          prices: monthAndYear({ USD: "8", EUR: "7.5", GBP: "6.5", JPY: "1200" }),
        },
      ],
      features: { sso: on, audit_log: on },
    }),
    quantityMin: 10,
    quantityMax: 500,
  },
  {
    ...addOn({
      key: "extra-storage",
      name: "Extra storage",
      charges: [
        {
          key: "storage",
          name: "Extra storage in GB",
          kind: "recurring",
          prices: inPackages("100", { USD: "5", EUR: "5", GBP: "4", JPY: "750" }),
        },
      ],
      features: { extra_storage_gb: upTo("per_seat") },
    }),
    quantityMin: 100,
    quantityMax: 1000,
  },
  addOn({
    key: "sandbox",
    name: "Sandbox workspace",
    charges: [
      {
        key: "sandbox",
        name: "Sandbox workspace",
        kind: "recurring",
        model: "flat",
        prices: monthAndYear({ USD: "49", EUR: "45", GBP: "39", JPY: "7300" }),
      },
    ],
    features: { sandbox_workspaces: upTo(1) },
  }),
];
