import { daysBetween, daysInMonth, type PlainDate, plainDateOf } from "@/server/kernel";

export type CardExpiry = "expired" | "soon" | "later";

const soonDays = 60;

/** A card is good to the last day of its month; 60 days before, its holder is told. */
export const cardExpiry = (
  { expiryMonth, expiryYear }: { readonly expiryMonth: number; readonly expiryYear: number },
  today: PlainDate,
): CardExpiry => {
  const left = daysBetween(today, plainDateOf(expiryYear, expiryMonth, daysInMonth(expiryYear, expiryMonth)));
  if (left < 0) return "expired";
  return left <= soonDays ? "soon" : "later";
};
