import type { Rational } from "@/server/kernel";
import type { BlockTier } from "./models/blocks";
import type { PackagePrice } from "./models/package";
import type { Tier } from "./models/tiers";

/** What a quantity is priced by, one of the charge models with its figures in major units. */
export type ChargePrice =
  | { readonly model: "flat"; readonly amount: Rational }
  | { readonly model: "per_unit"; readonly unitPrice: Rational }
  | ({ readonly model: "package" } & PackagePrice)
  | TieredPrice
  | { readonly model: "graduated_blocks" | "volume_blocks"; readonly tiers: readonly BlockTier[] };

export type TieredPrice = {
  readonly model: "graduated" | "volume" | "stairstep" | "stairstep_cumulative" | "graduated_percentage";
  readonly tiers: readonly Tier[];
  /** The units that one unit price pays for; a quantity is rounded up to whole blocks first. */
  readonly block: Rational | null;
};

export const isTiered = (price: ChargePrice): price is TieredPrice => "block" in price;
