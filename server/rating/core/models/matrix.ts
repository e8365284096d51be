import { addRationals, DomainError, multiplyRationals, type Rational, sumRationals, ZERO } from "@/server/kernel";

/** A price per unit that two properties of an event choose. */
export type MatrixPrice = {
  readonly properties: readonly [string, string];
  readonly cells: readonly MatrixCell[];
  /** What a unit costs whose properties no cell names; null where such an event is refused. */
  readonly otherwise: Rational | null;
};

export type MatrixCell = { readonly values: readonly [string, string]; readonly unitPrice: Rational };

export type EventWithProperties = {
  readonly value: Rational;
  readonly properties?: Readonly<Record<string, string | number | boolean>> | null;
};

/** The units of a period by the cell that prices them; of no cell's they are without values. */
export type CellTally = {
  readonly kind: "cells";
  readonly cells: ReadonlyArray<{ readonly values: MatrixCell["values"] | null; readonly quantity: Rational }>;
};

/** The cell that the properties of an event choose, or none. */
export const cellFor = (
  { properties: [first, second], cells }: MatrixPrice,
  given: EventWithProperties["properties"],
): MatrixCell | null => {
  const [a, b] = [String(given?.[first] ?? ""), String(given?.[second] ?? "")];
  return cells.find(({ values }) => values[0] === a && values[1] === b) ?? null;
};

/** Whether an event with these properties has a price. */
export const isPriced = (price: MatrixPrice, given: EventWithProperties["properties"]): boolean =>
  price.otherwise !== null || cellFor(price, given) !== null;

/** Sorts units by the cells that price them. Refuses an event that has no price. */
export const tallyCells = (price: MatrixPrice, events: readonly EventWithProperties[]): CellTally => {
  const quantities = new Map<MatrixCell | null, Rational>();
  for (const { value, properties } of events) {
    if (!isPriced(price, properties)) throw unpriced(price);
    const cell = cellFor(price, properties);
    quantities.set(cell, addRationals(quantities.get(cell) ?? ZERO, value));
  }
  const inOrder = [...price.cells, null].flatMap((cell) => {
    const quantity = quantities.get(cell);
    return quantity ? [{ values: cell?.values ?? null, quantity }] : [];
  });
  return { kind: "cells", cells: inOrder };
};

const unpriced = ({ properties: [first, second] }: MatrixPrice): DomainError =>
  new DomainError(
    "invalid_state",
    "charge_model.unpriced",
    `Usage has a ${first} and ${second} without a price. Publish a version with a price for the others, and move the subscription to it.`,
    { field: "properties" },
  );

export const priceOfCell = (price: MatrixPrice, values: MatrixCell["values"] | null): Rational => {
  const cell = values && price.cells.find((one) => one.values[0] === values[0] && one.values[1] === values[1]);
  const unitPrice = cell ? cell.unitPrice : price.otherwise;
  if (unitPrice === null) throw unpriced(price);
  return unitPrice;
};

export const rateCells = (price: MatrixPrice, { cells }: CellTally): Rational =>
  sumRationals(cells.map(({ values, quantity }) => multiplyRationals(quantity, priceOfCell(price, values))));
