import type { DomainError } from "@/server/kernel";

/** The engine's reasons by the names the format has for them. */
const codes: Readonly<Record<string, string>> = {
  "number.malformed": "bad_number",
  "currency.unknown": "bad_currency",
  "day.invalid": "bad_day",
  "time_zone.unknown": "bad_zone",
};

export const refusalCode = (error: DomainError): string | undefined => codes[error.reason];
