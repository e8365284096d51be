import type { Currency } from "@/server/kernel";
import type { Charge, Price } from "../rate-plan";

/** A charge as it is going to be published. */
export type DefinedCharge = Omit<Charge, "id" | "name">;

/** What the figures of a price are checked against. */
export type PricedCharge = {
  readonly charge: DefinedCharge;
  readonly price: Price;
  readonly currency: Currency;
  /** The most units that a period is sold with; of usage nobody knows. */
  readonly unitsMax: number;
  /** Whether no part of a unit is ever priced. */
  readonly hasWholeUnits: boolean;
};
