/** What the bank behind a card does; the number itself is forgotten once this is known. */
export type CardBehavior =
  | { readonly kind: "approves" }
  | { readonly kind: "declines"; readonly code: string }
  | { readonly kind: "asks" }
  | { readonly kind: "declines_when_saved"; readonly code: string }
  | { readonly kind: "is_disputed" };

const declines = (code: string): CardBehavior => ({ kind: "declines", code });

const behaviors: Readonly<Record<string, CardBehavior>> = {
  "4242424242424242": { kind: "approves" },
  "5555555555554444": { kind: "approves" },
  "378282246310005": { kind: "approves" },
  "4000000000000002": declines("do_not_honor"),
  "4000000000009995": declines("insufficient_funds"),
  "4000000000000069": declines("expired_card"),
  "4000000000000127": declines("incorrect_cvc"),
  "4000000000009987": declines("lost_card"),
  "4000000000009979": declines("stolen_card"),
  "4100000000000019": declines("fraudulent"),
  "4000002760003184": { kind: "asks" },
  "4000000000000341": { kind: "declines_when_saved", code: "generic_decline" },
  "4000000000000259": { kind: "is_disputed" },
};

export function behaviorOf(digits: string): CardBehavior | null {
  return behaviors[digits] ?? null;
}
