import { divideRationals, formatRational, parseRational, type Rational } from "@/server/kernel";

/** What a quantity was counted from, where it is no plain sum, count, highest or last of its events. */
export type CountedUsage =
  /** So many events, of which the quantity is the different keys that they name. */
  | { readonly kind: "keys"; readonly events: bigint }
  /** A level over time: units times seconds, over the seconds of the whole period. */
  | {
      readonly kind: "level";
      readonly opened: Rational;
      readonly closed: Rational;
      readonly unitSeconds: Rational;
      readonly ofSeconds: Rational;
    };

/** The quantity that a level comes to; what is counted otherwise tells none. */
export const quantityOfLevel = (counted: CountedUsage | undefined): Rational | null =>
  counted?.kind === "level" ? divideRationals(counted.unitSeconds, counted.ofSeconds) : null;

export const writeCounted = (counted: CountedUsage): Record<string, string> =>
  counted.kind === "keys"
    ? { events: String(counted.events) }
    : {
        opened: formatRational(counted.opened),
        closed: formatRational(counted.closed),
        unit_seconds: formatRational(counted.unitSeconds),
        of_seconds: formatRational(counted.ofSeconds),
      };

export const readCounted = (fields: Readonly<Record<string, unknown>>): CountedUsage => {
  const figure = (name: string): Rational => parseRational(String(fields[name]));
  if (typeof fields.events === "string") return { kind: "keys", events: BigInt(fields.events) };
  return {
    kind: "level",
    opened: figure("opened"),
    closed: figure("closed"),
    unitSeconds: figure("unit_seconds"),
    ofSeconds: figure("of_seconds"),
  };
};
