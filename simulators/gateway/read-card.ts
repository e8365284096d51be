import { createHash } from "node:crypto";
import {
  brandOf,
  type CardText,
  checkCard,
  digitsOf,
  type FieldProblem,
  type Month,
  readExpiry,
} from "./browser/card-rules.js";
import { behaviorOf, type CardBehavior } from "./test-cards";

/** All that is kept of a card. */
export type Card = {
  readonly brand: string;
  readonly last4: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly holder: string;
  /** The same for the same number; cards kept by older versions have none. */
  readonly fingerprint?: string;
  readonly behavior: CardBehavior;
};

export type ReadCard = { readonly card: Card } | { readonly problems: readonly FieldProblem[] };

export function currentMonth(now: Date): Month {
  return { month: now.getUTCMonth() + 1, year: now.getUTCFullYear() };
}

const testCardsOnly: FieldProblem = {
  field: "number",
  message: "No real cards here: this is a demo. Use a test card such as 4242 4242 4242 4242.",
};

export function readCard(text: CardText, now: Date): ReadCard {
  const problems = checkCard(text, currentMonth(now));
  const expiry = readExpiry(text.expiry);
  if (problems.length > 0 || !expiry) return { problems };
  const digits = digitsOf(text.number);
  const behavior = behaviorOf(digits);
  if (!behavior) return { problems: [testCardsOnly] };
  return {
    card: {
      brand: brandOf(digits).brand,
      last4: digits.slice(-4),
      exp_month: expiry.month,
      exp_year: expiry.year,
      holder: (text.name ?? "").trim().slice(0, 200),
      fingerprint: createHash("sha256").update(`simulator:${digits}`).digest("hex").slice(0, 24),
      behavior,
    },
  };
}
