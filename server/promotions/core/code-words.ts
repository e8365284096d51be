import type { PlainDate } from "@/server/kernel";
import { writeList } from "./coupon";
import type { CodeRefusal, CodeTerms } from "./judge-code";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const writeDay = (day: PlainDate | null): string => {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
};

type Said = Pick<CodeTerms, "key" | "startsOn" | "endsOn" | "intervalUnit" | "currencies">;

/** Of a code of which no more is known than how it is written. */
export const unknownCode = (key: string): Said => ({
  ...{ key, startsOn: null, endsOn: null, intervalUnit: null, currencies: null },
});

/** Why a code is not taken, in a sentence for whoever typed it. */
export const sayRefusal = (refusal: CodeRefusal, { key, startsOn, endsOn, intervalUnit, currencies }: Said): string => {
  switch (refusal) {
    case "ended":
      return `${key} ended on ${writeDay(endsOn)}.`;
    case "not_started":
      return `${key} starts on ${writeDay(startsOn)}.`;
    case "used_up":
      return `${key} has been used as often as it can be.`;
    case "not_for_plan":
      return `${key} is not for this plan.`;
    case "not_for_interval":
      return `${key} is for plans paid ${intervalUnit === "year" ? "yearly" : "monthly"}.`;
    case "new_customers_only":
      return `${key} is for new customers.`;
    case "not_in_currency":
      return `${key} is for what is paid in ${writeList(currencies ?? [], "or")}.`;
    case "not_typed":
      return `${key} is given by our sales team, and cannot be typed here.`;
    case "no_trial":
      return `${key} lengthens a trial, and this plan has none.`;
    default:
      return `There is no code ${key}. Check how it is written.`;
  }
};
