import type { Currency } from "@/server/kernel";
import type { Discount } from "@/server/promotions/core";
import type { CaseInput } from "./case-input";

export type NamedDiscount = Discount & { readonly id: string | null };

export const readDiscounts = (input: CaseInput, currency: Currency): NamedDiscount[] =>
  input.optionalList("discounts").map((discount) => {
    const kind = discount.choice("kind", "percent", "amount");
    return {
      id: discount.optionalText("id"),
      kind,
      value: kind === "percent" ? discount.number("value") : discount.minor("value", currency),
      lineIds: discount.has("lines") ? discount.optionalTexts("lines") : null,
    };
  });
