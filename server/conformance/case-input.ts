import {
  type Currency,
  currencyExponent,
  exactMinor,
  type Interval,
  intervalUnits,
  isTimeZone,
  type PlainDate,
  parseRational,
  plainDate,
  type Rational,
  roundRational,
  type Span,
  type TimePoint,
  ZERO,
} from "@/server/kernel";
import { CaseRefusal } from "./case-refusal";

type Fields = Readonly<Record<string, unknown>>;

const instantText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const dayText = /^-?\d+-\d+-\d+$/;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const readNumber = (value: unknown): Rational => {
  if (typeof value !== "string") throw new CaseRefusal("bad_number");
  return parseRational(value);
};

export const readInstant = (value: unknown): Date => {
  const isText = typeof value === "string" && instantText.test(value);
  const instant = new Date(isText ? value : Number.NaN);
  if (!isText || Number.isNaN(instant.getTime())) throw new CaseRefusal("bad_instant");
  return instant;
};

export const readDay = (value: unknown): PlainDate => {
  if (typeof value !== "string") throw new CaseRefusal("bad_day");
  return plainDate(value);
};

/** A day stands for itself, an instant for a moment: which of the two a text is shows in its form. */
export const readTimePoint = (value: unknown): TimePoint =>
  typeof value === "string" && !dayText.test(value) && value.includes("T")
    ? { kind: "instant", at: readInstant(value) }
    : { kind: "day", day: readDay(value) };

/** The fields of an input, each read as what the operation needs it to be; what is missing or malformed is refused. */
export class CaseInput {
  private constructor(private readonly fields: Fields) {}

  static of(value: unknown): CaseInput {
    if (!isFields(value)) throw new CaseRefusal("bad_input");
    return new CaseInput(value);
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  raw(name: string): unknown {
    return this.fields[name];
  }

  names(): readonly string[] {
    return Object.keys(this.fields);
  }

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value !== "string") throw new CaseRefusal("bad_input");
    return value;
  }

  optionalText(name: string): string | null {
    return this.has(name) ? this.text(name) : null;
  }

  /** One of a closed list of texts. */
  choice<const T extends string>(name: string, ...known: readonly T[]): T {
    const value = known.find((one) => one === this.fields[name]);
    if (value === undefined) throw new CaseRefusal("bad_input");
    return value;
  }

  choices<const T extends string>(name: string, ...known: readonly T[]): readonly T[] {
    return this.values(name).map((value) => {
      const found = known.find((one) => one === value);
      if (found === undefined) throw new CaseRefusal("bad_input");
      return found;
    });
  }

  optionalTexts(name: string): readonly string[] {
    if (!this.has(name)) return [];
    return this.values(name).map((value) => {
      if (typeof value !== "string") throw new CaseRefusal("bad_input");
      return value;
    });
  }

  flag(name: string): boolean {
    return this.fields[name] === true;
  }

  /** A number of the format: a decimal or a fraction in a text. */
  number(name: string): Rational {
    if (!this.has(name)) throw new CaseRefusal("bad_input");
    return readNumber(this.fields[name]);
  }

  optionalNumber(name: string): Rational | null {
    return this.has(name) ? this.number(name) : null;
  }

  /** An amount of money in minor units, exact: the format allows more decimals than the currency has. */
  minor(name: string, currency: Currency): Rational {
    return exactMinor(this.number(name), currency);
  }

  optionalMinor(name: string, currency: Currency): Rational | null {
    return this.has(name) ? this.minor(name, currency) : null;
  }

  minors(name: string, currency: Currency): readonly Rational[] {
    if (!this.has(name)) return [];
    return this.values(name).map((value) => exactMinor(readNumber(value), currency));
  }

  interval(name: string): Interval {
    const interval = this.object(name);
    const unit = intervalUnits.find((known) => known === interval.raw("unit"));
    const count = interval.raw("count");
    if (!unit || !Number.isSafeInteger(count) || (count as number) < 1) throw new CaseRefusal("bad_interval");
    return { unit, count: count as number };
  }

  /** An amount of whole minor units, rounded where the text has more decimals; zero where there is none. */
  wholeMinor(name: string, currency: Currency): bigint {
    return roundRational(this.optionalMinor(name, currency) ?? ZERO);
  }

  requiredWholeMinor(name: string, currency: Currency): bigint {
    return roundRational(this.minor(name, currency));
  }

  /** A number that only ranks: the format writes it as a text or as a whole number of JSON. */
  optionalMeasure(name: string): Rational | null {
    if (!this.has(name)) return null;
    const value = this.fields[name];
    return Number.isSafeInteger(value) ? parseRational(String(value)) : this.number(name);
  }

  /** A whole number of JSON: a count, a day of the month. */
  count(name: string): number {
    const value = this.fields[name];
    if (!Number.isSafeInteger(value)) throw new CaseRefusal("bad_input");
    return value as number;
  }

  numbers(name: string): readonly Rational[] {
    return this.values(name).map(readNumber);
  }

  /** Whole numbers of JSON from zero on. */
  counts(name: string): readonly number[] {
    return this.values(name).map((value) => {
      if (!Number.isSafeInteger(value) || (value as number) < 0) throw new CaseRefusal("bad_input");
      return value as number;
    });
  }

  optionalCount(name: string): number | null {
    return this.has(name) ? this.count(name) : null;
  }

  currency(): Currency {
    const code = this.fields.currency;
    if (typeof code !== "string") throw new CaseRefusal("bad_currency");
    currencyExponent(code);
    return code;
  }

  optionalCurrency(): Currency | null {
    return this.has("currency") ? this.currency() : null;
  }

  zone(name = "zone"): string {
    const zone = this.fields[name] ?? "UTC";
    if (!isTimeZone(zone)) throw new CaseRefusal("bad_zone");
    return zone;
  }

  day(name: string): PlainDate {
    return readDay(this.fields[name]);
  }

  optionalDay(name: string): PlainDate | null {
    return this.has(name) ? this.day(name) : null;
  }

  timePoint(name: string): TimePoint {
    if (!this.has(name)) throw new CaseRefusal("bad_input");
    return readTimePoint(this.fields[name]);
  }

  optionalTimePoint(name: string): TimePoint | null {
    return this.has(name) ? this.timePoint(name) : null;
  }

  span(name: string): Span {
    const fields = this.object(name);
    return { start: fields.timePoint("start"), end: fields.timePoint("end") };
  }

  object(name: string): CaseInput {
    return CaseInput.of(this.fields[name]);
  }

  optionalObject(name: string): CaseInput | null {
    return this.has(name) ? this.object(name) : null;
  }

  values(name: string): readonly unknown[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw new CaseRefusal("bad_input");
    return value;
  }

  list(name: string): readonly CaseInput[] {
    return this.values(name).map((value) => CaseInput.of(value));
  }

  optionalList(name: string): readonly CaseInput[] {
    return this.has(name) ? this.list(name) : [];
  }
}
