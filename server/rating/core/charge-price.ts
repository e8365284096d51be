import type { Rational } from "@/server/kernel";
import type { BlockTier } from "./models/blocks";
import type { MatrixPrice } from "./models/matrix";
import type { PackagePrice } from "./models/package";
import type { PercentagePrice } from "./models/percentage";
import type { Tier } from "./models/tiers";

/** What is charged for: a quantity, or the single events of a period. */
export type ChargePrice = QuantityPrice | EventPrice;

/** What a quantity is priced by, one of the charge models with its figures in major units. */
export type QuantityPrice =
  | { readonly model: "flat"; readonly amount: Rational }
  | { readonly model: "per_unit"; readonly unitPrice: Rational }
  | ({ readonly model: "package" } & PackagePrice)
  | TieredPrice
  | { readonly model: "graduated_blocks" | "volume_blocks"; readonly tiers: readonly BlockTier[] }
  /** The quantity is the price: each event carries its amount. */
  | { readonly model: "carried" };

/** What events are priced by one at a time. */
export type EventPrice =
  | ({ readonly model: "percentage" } & PercentagePrice)
  | ({ readonly model: "matrix" } & MatrixPrice);

export type TieredPrice = {
  readonly model: "graduated" | "volume" | "stairstep" | "stairstep_cumulative" | "graduated_percentage";
  readonly tiers: readonly Tier[];
  /** The units that one unit price pays for; a quantity is rounded up to whole blocks first. */
  readonly block: Rational | null;
};

export const isTiered = (price: ChargePrice): price is TieredPrice => "block" in price;

export const isOfEvents = (price: ChargePrice): price is EventPrice =>
  price.model === "percentage" || price.model === "matrix";
