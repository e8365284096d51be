import { formatRational } from "@/server/kernel";
import type { EventPrice } from "./charge-price";
import type { MatrixCell } from "./models/matrix";
import { type Fields, figure, optionalFigure, orNull, unreadable } from "./written-figures";

export const writeEventPrice = (price: EventPrice) =>
  price.model === "percentage"
    ? {
        model: price.model,
        rate: formatRational(price.rate),
        fixed: formatRational(price.fixedFee),
        least: orNull(price.minPerEvent),
        most: orNull(price.maxPerEvent),
        free_events: price.freeEvents,
        free_amount: orNull(price.freeAmount),
      }
    : {
        model: price.model,
        properties: price.properties,
        cells: price.cells.map(({ values, unitPrice }) => ({ values, price: formatRational(unitPrice) })),
        otherwise: orNull(price.otherwise),
      };

const pairOf = (given: unknown, name: string): readonly [string, string] => {
  if (!Array.isArray(given)) throw unreadable(name);
  const [first, second] = given;
  if (typeof first !== "string" || typeof second !== "string") throw unreadable(name);
  return [first, second];
};

const cellsOf = (fields: Fields): MatrixCell[] => {
  if (!Array.isArray(fields.cells)) throw unreadable("cells");
  return fields.cells.map((cell: Fields) => ({
    values: pairOf(cell.values, "values"),
    unitPrice: figure(cell, "price"),
  }));
};

/** The price of events that `writeEventPrice` wrote; null where it is none of them. */
export const readEventPrice = (fields: Fields): EventPrice | null => {
  const { model, free_events: freeEvents } = fields;
  if (model === "matrix") {
    return {
      model,
      properties: pairOf(fields.properties, "properties"),
      cells: cellsOf(fields),
      otherwise: optionalFigure(fields, "otherwise"),
    };
  }
  if (model !== "percentage") return null;
  return {
    model,
    rate: figure(fields, "rate"),
    fixedFee: figure(fields, "fixed"),
    minPerEvent: optionalFigure(fields, "least"),
    maxPerEvent: optionalFigure(fields, "most"),
    freeEvents: typeof freeEvents === "number" ? freeEvents : null,
    freeAmount: optionalFigure(fields, "free_amount"),
  };
};
