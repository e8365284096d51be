import { DomainError } from "@/server/kernel";

/** Where in a rate plan something stands, from the plan inwards: `charges.calls.prices.EUR.month.tiers.2.up_to`. */
export type Place = readonly string[];

/** A rate plan that is not published: the message names the place and what to do. */
export const refusePlan = (reason: string, place: Place, message: string): DomainError =>
  new DomainError("invalid_input", `catalog.${reason}`, `${place.join(".")}: ${message}`, { field: place.join(".") });
