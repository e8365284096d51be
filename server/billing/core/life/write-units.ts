import { formatRational, parseRational } from "@/server/kernel";
import type { UnitAccount } from "@/server/rating/core";

export const writeUnits = (units: UnitAccount): Record<string, string> => ({
  granted: formatRational(units.granted),
  carried_in: formatRational(units.carriedIn),
  drawn: formatRational(units.drawn),
  expired: formatRational(units.expired),
  carried_out: formatRational(units.carriedOut),
});

export const readUnits = (fields: Readonly<Record<string, unknown>>): UnitAccount => {
  const figure = (name: string) => parseRational(String(fields[name]));
  return {
    granted: figure("granted"),
    carriedIn: figure("carried_in"),
    drawn: figure("drawn"),
    expired: figure("expired"),
    carriedOut: figure("carried_out"),
  };
};
