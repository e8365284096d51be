import type { PricingView } from "../../../_data/pricing-view";

const leads = ["desk", "flow", "sign", "insights"] as const;

/** The product's key where the catalog of messages has words for it. */
export const leadOf = (product: string): (typeof leads)[number] | undefined => leads.find((known) => known === product);

const meters = ["flow_runs", "sign_envelopes"] as const;

export type KnownMeter = (typeof meters)[number];

export const knownMeter = (key: string | null): KnownMeter | null => meters.find((known) => known === key) ?? null;

export const personas = {
  flow_runs: { product: "flow", used: { few: "1200", some: "12000", many: "47350" } },
  sign_envelopes: { product: "sign", used: { few: "4", some: "35", many: "120" } },
} as const;

export const personaKeys = ["few", "some", "many"] as const;

const count = new Intl.NumberFormat("en-GB");

export const writeCount = (value: bigint): string => count.format(value);

/** A person reads what is paid, a business what is left after tax. */
export const isGrossFirst = ({ buyer, taxRatePercent }: PricingView): boolean =>
  buyer === "personal" && taxRatePercent !== null;
