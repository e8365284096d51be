import { DomainError, formatRational, parseRational, type Rational } from "@/server/kernel";

/** The fields of a price as it is kept. */
export type Fields = Readonly<Record<string, unknown>>;

export const unreadable = (name: string): DomainError =>
  new DomainError("invalid_input", "price.unreadable", `The price has no ${name} that can be read.`, { field: name });

export const figure = (fields: Fields, name: string): Rational => {
  const text = fields[name];
  if (typeof text !== "string") throw unreadable(name);
  return parseRational(text);
};

export const optionalFigure = (fields: Fields, name: string): Rational | null =>
  fields[name] === null || fields[name] === undefined ? null : figure(fields, name);

export const orNull = (figure: Rational | null): string | null => (figure === null ? null : formatRational(figure));
