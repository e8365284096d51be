// A brand the gateway does not know either is a card all the same.
const brands: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  unknown: "Card",
  visa: "Visa",
};

/** Visa 4242, where a table has little room. */
export const writeShortCard = (brand: string | null, last4: string | null): string | null =>
  brand && last4 ? `${brands[brand] ?? brand} ${last4}` : null;

/** Visa ending 4242; null where no card is known. */
export const writeCard = (brand: string | null, last4: string | null): string | null => {
  if (!brand || !last4) return null;
  return `${brands[brand] ?? brand} ending ${last4}`;
};
