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

/** Visa ending 4242; null where no card is known. */
export const writeCard = (brand: string | null, last4: string | null): string | null => {
  if (!brand || !last4) return null;
  return `${brands[brand] ?? brand} ending ${last4}`;
};
