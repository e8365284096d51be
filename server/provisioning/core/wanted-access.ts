import type { FeatureValue } from "@/server/catalog/core";

/** What the product is told of an account: the whole of it, so that telling it twice is telling it once. */
export type WantedAccess = {
  readonly name: string;
  readonly seats: number;
  readonly features: Readonly<Record<string, string | number | boolean>>;
};

type Granted = { readonly feature: string; readonly value: FeatureValue };

export const wantedAccess = (name: string, granted: readonly Granted[]): WantedAccess => {
  const features = Object.fromEntries(granted.map(({ feature, value }) => [feature, plain(value)]));
  return { name, seats: typeof features.seats === "number" ? features.seats : 0, features };
};

const plain = (value: FeatureValue): string | number | boolean => {
  switch (value.kind) {
    case "boolean":
      return value.on;
    case "quantity":
      return value.limit;
    default:
      return value.text;
  }
};
