import type { ProductDefinition, RatePlanDefinition } from "@/server/catalog";
import type { FeatureValue } from "@/server/catalog/core";
import { productsBesideDesk, ratePlansBesideDesk } from "./catalog-beside-desk";
import { type Monthly, monthAndYear, on, says, upTo } from "./price-tables";

export const alderpostProducts: readonly ProductDefinition[] = [
  { key: "desk", name: "Desk", family: "desk", taxCode: "saas_business" },
  { key: "eu-data-residency", name: "EU data residency", family: "platform", taxCode: "saas_business" },
  { key: "onboarding", name: "Onboarding", family: "services", taxCode: "professional_service" },
  ...productsBesideDesk,
];

type Desk = Pick<RatePlanDefinition, "key" | "version" | "name" | "isOnSale" | "quantityMax" | "features"> & {
  readonly model: "flat" | "per_unit";
  readonly monthly: Monthly;
  /** What nonprofits pay instead. */
  readonly nonprofit?: Monthly;
};

const desk = ({ model, monthly, nonprofit, ...plan }: Desk): RatePlanDefinition => ({
  ...plan,
  productKey: "desk",
  isAddOn: false,
  quantityMin: 1,
  charges: [
    {
      ...{ key: "seats", name: `Desk ${plan.name}`, kind: "recurring", model, prices: monthAndYear(monthly) },
      specialPrices: nonprofit ? [{ onlyFor: { segment: "nonprofit" }, prices: monthAndYear(nonprofit) }] : [],
    },
  ],
});

const teamFeatures: Readonly<Record<string, FeatureValue>> = {
  seats: upTo("per_seat"),
  shared_mailboxes: upTo(10),
  web_forms: upTo(25),
  phone_notes: on,
  saved_replies: upTo("unlimited"),
  routing_rules: upTo(50),
  reply_targets: on,
  satisfaction_question: on,
  history_kept: says("3 years"),
  reports: upTo(12),
  roles: upTo(4),
  first_reply: says("1 day"),
};

export const alderpostRatePlans: readonly RatePlanDefinition[] = [
  desk({
    key: "desk-free",
    version: 1,
    name: "Free",
    isOnSale: true,
    quantityMax: 1,
    model: "flat",
    monthly: { USD: "0", EUR: "0", GBP: "0", JPY: "0" },
    features: {
      seats: upTo(3),
      shared_mailboxes: upTo(1),
      web_forms: upTo(1),
      phone_notes: on,
      saved_replies: upTo(10),
      history_kept: says("90 days"),
      roles: upTo(2),
      first_reply: says("Help pages"),
    },
  }),
  desk({
    key: "desk-starter",
    version: 1,
    name: "Starter",
    isOnSale: true,
    quantityMax: 5,
    model: "per_unit",
    monthly: { USD: "15", EUR: "14", GBP: "12", JPY: "2200" },
    features: {
      seats: upTo("per_seat"),
      shared_mailboxes: upTo(3),
      web_forms: upTo(5),
      phone_notes: on,
      saved_replies: upTo(100),
      routing_rules: upTo(5),
      satisfaction_question: on,
      history_kept: says("1 year"),
      reports: upTo(3),
      roles: upTo(2),
      first_reply: says("2 days"),
    },
  }),
  desk({
    key: "desk-team",
    version: 1,
    name: "Team",
    isOnSale: false,
    quantityMax: 500,
    model: "per_unit",
    monthly: { USD: "29", EUR: "27", GBP: "24" },
    features: teamFeatures,
  }),
  desk({
    key: "desk-team",
    version: 2,
    name: "Team",
    isOnSale: true,
    quantityMax: 500,
    model: "per_unit",
    monthly: { USD: "35", EUR: "33", GBP: "28", JPY: "5200" },
    features: teamFeatures,
  }),
  desk({
    key: "desk-business",
    version: 1,
    name: "Business",
    isOnSale: true,
    quantityMax: 500,
    model: "per_unit",
    monthly: { USD: "69", EUR: "65", GBP: "55", JPY: "10300" },
    nonprofit: { USD: "55", EUR: "52", GBP: "44" },
    features: {
      seats: upTo("per_seat"),
      shared_mailboxes: upTo(50),
      web_forms: upTo("unlimited"),
      phone_notes: on,
      saved_replies: upTo("unlimited"),
      routing_rules: upTo("unlimited"),
      reply_targets: on,
      satisfaction_question: on,
      history_kept: says("7 years"),
      reports: says("12 and your own"),
      roles: says("Your own"),
      first_reply: says("4 hours"),
    },
  }),
  {
    productKey: "eu-data-residency",
    key: "eu-data-residency",
    version: 1,
    name: "EU data residency",
    isOnSale: true,
    isAddOn: true,
    quantityMin: 1,
    quantityMax: 1,
    charges: [
      {
        key: "residency",
        name: "EU data residency",
        kind: "recurring",
        model: "flat",
        prices: monthAndYear({ USD: "120", EUR: "110", GBP: "95" }),
      },
    ],
    features: { eu_data_residency: on },
  },
  {
    productKey: "onboarding",
    key: "onboarding",
    version: 1,
    name: "Onboarding",
    isOnSale: true,
    isAddOn: true,
    quantityMin: 1,
    quantityMax: 1,
    charges: [
      {
        key: "onboarding",
        name: "Onboarding",
        kind: "one_time",
        model: "flat",
        prices: {
          USD: { once: "1500" },
          EUR: { once: "1400" },
          GBP: { once: "1200" },
          JPY: { once: "225000" },
        },
      },
    ],
    features: { onboarding: on },
  },
  ...ratePlansBesideDesk,
];
