import { DomainError, type Rational } from "@/server/kernel";
import { type ChargePrice, type EventPrice, isOfEvents } from "./charge-price";
import { type CellTally, type EventWithProperties, rateCells, tallyCells } from "./models/matrix";
import { rateTransactions, type TransactionTally, tallyTransactions } from "./models/percentage";
import { rateQuantity } from "./rate-quantity";
import { standardRating } from "./rating-conventions";

/** The events of a period, sorted by what their price depends on. */
export type EventTally = TransactionTally | CellTally;

/** What is priced: a quantity less what is included, or events where they are priced one at a time. */
export type Measured = {
  readonly quantity: Rational;
  readonly included: Rational;
  readonly tally?: EventTally | undefined;
};

export const tallyEvents = (price: EventPrice, events: readonly EventWithProperties[]): EventTally =>
  price.model === "percentage"
    ? tallyTransactions(
        price,
        events.map(({ value }) => value),
      )
    : tallyCells(price, events);

/** So much as one event: of a price that properties choose, as the first of its cells has it. */
export const tallyOne = (price: EventPrice, value: Rational): EventTally => {
  if (price.model === "percentage") return tallyTransactions(price, [value]);
  return { kind: "cells", cells: [{ values: price.cells[0]?.values ?? null, quantity: value }] };
};

const mismatch = (): DomainError =>
  new DomainError("invalid_input", "charge_model.tally", "The price needs the events that it is worked out from.", {
    field: "tally",
  });

/** What is measured comes to this, exact and in major units, by the product's own reading. */
export const rateCharge = (price: ChargePrice, { quantity, included, tally }: Measured): Rational => {
  if (!isOfEvents(price)) return rateQuantity(price, quantity, included, standardRating).amount;
  if (price.model === "percentage" && tally?.kind === "transactions") return rateTransactions(price, tally);
  if (price.model === "matrix" && tally?.kind === "cells") return rateCells(price, tally);
  throw mismatch();
};
