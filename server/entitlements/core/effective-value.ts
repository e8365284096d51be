import type { FeatureValue } from "@/server/catalog/core";

export type Origin = { readonly value: FeatureValue; readonly sourceName: string };

export type EffectiveValue = { readonly value: FeatureValue; readonly origins: readonly string[] };

/**
 * What several sources of one feature come to: on if any says so; seats add up, other limits take the largest, and no
 * limit beats every limit; a text is the newest one's. The answer names where it comes from.
 */
export const effectiveValue = (feature: string, sources: readonly Origin[]): EffectiveValue | null => {
  const [first, ...others] = sources;
  if (!first) return null;
  const value = others.reduce((sum, source) => combine(feature, sum, source.value), first.value);
  return { value, origins: sources.map((source) => source.sourceName) };
};

const combine = (feature: string, a: FeatureValue, b: FeatureValue): FeatureValue => {
  if (a.kind === "boolean" && b.kind === "boolean") return { kind: "boolean", on: a.on || b.on };
  if (a.kind === "quantity" && b.kind === "quantity")
    return { kind: "quantity", limit: combineLimits(feature, a.limit, b.limit) };
  return b;
};

type Limit = number | "unlimited" | "per_seat";

const combineLimits = (feature: string, a: Limit, b: Limit): Limit => {
  if (a === "unlimited" || b === "unlimited") return "unlimited";
  const [first, second] = [Number(a), Number(b)];
  return feature === "seats" ? first + second : Math.max(first, second);
};
