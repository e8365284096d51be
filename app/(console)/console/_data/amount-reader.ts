import consoleWords from "@/messages/en/console.json";
import { DomainError, parseMoney } from "@/server/kernel";
import { fieldOf } from "./verb-action";

/** An amount as it is typed: of the currency's decimals, with a point or a comma. */
export const amountReader =
  (form: FormData, currency = fieldOf(form, "currency")): ((name: string) => bigint) =>
  (name) => {
    const text = fieldOf(form, name).trim().replace(",", ".");
    try {
      return parseMoney(text === "" ? "0" : text, currency).minor;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError("invalid_input", "correction.amount", consoleWords.invoice.corrections.badAmount, {
        field: name,
      });
    }
  };
