import { addRationals, type Rational, subtractRationals } from "@/server/kernel";
import type { QuantityPrice } from "./charge-price";
import { type RatedQuantity, rateQuantity } from "./rate-quantity";
import type { RatingConventions } from "./rating-conventions";

/** What a period came to before this part of it. */
export type Progress = {
  readonly previous: Rational;
  readonly billed: Rational | null;
  /** What comes on top now. */
  readonly quantity: Rational;
};

export type RatedProgress = Pick<RatedQuantity, "amount" | "billableQuantity"> & { readonly billed: Rational };

/** The next part of a running total: what the whole comes to, less what it came to before. */
export const rateProgress = (
  price: QuantityPrice,
  { previous, billed, quantity }: Progress,
  included: Rational,
  conventions: RatingConventions,
): RatedProgress => {
  const rate = (total: Rational) => rateQuantity(price, total, included, conventions);
  const before = rate(previous);
  const after = rate(addRationals(previous, quantity));
  // A period begun with nothing used may have been billed its flat fee, or not yet.
  const amountBefore = previous.n === 0n && billed !== null ? billed : before.amount;
  return {
    amount: subtractRationals(after.amount, amountBefore),
    billableQuantity: subtractRationals(after.billableQuantity, before.billableQuantity),
    billed: billed ?? before.amount,
  };
};
