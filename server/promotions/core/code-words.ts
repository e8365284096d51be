import type { PlainDate } from "@/server/kernel";
import type { CodeRefusal, CodeTerms } from "./judge-code";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const writeDay = (day: PlainDate | null): string => {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
};

type Said = Pick<CodeTerms, "key" | "startsOn" | "endsOn" | "intervalUnit">;

/** Why a code is not taken, in a sentence for whoever typed it. */
export const sayRefusal = (refusal: CodeRefusal, { key, startsOn, endsOn, intervalUnit }: Said): string => {
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
    default:
      return `There is no code ${key}. Check how it is written.`;
  }
};
