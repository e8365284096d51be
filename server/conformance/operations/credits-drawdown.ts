import { type CreditGrant, drawDown, drawdownOrders } from "@/server/credits/core";
import { type Currency, parseRational, type Rational, ZERO } from "@/server/kernel";
import type { CaseInput } from "../case-input";
import { someOf } from "../conventions";
import { operation } from "../operation";
import { writeExactMinor } from "../write-amounts";

const usualPriority = parseRational("100");

const readGrant = (grant: CaseInput, currency: Currency): CreditGrant => ({
  id: grant.text("id"),
  amount: grant.minor("amount", currency),
  createdOn: grant.optionalDay("created"),
  expiresOn: grant.optionalDay("expires"),
  priority: grant.optionalMeasure("priority") ?? usualPriority,
  costBasis: grant.optionalMeasure("costBasis") ?? ZERO,
  scopeSize: grant.optionalMeasure("scopeSize"),
});

const known = { order: someOf(drawdownOrders, ["expiry", "priority", "created"]) };

export const creditsDrawdown = operation(known, (input, { order }) => {
  const currency = input.currency();
  const write = (amount: Rational): string => writeExactMinor(amount, currency);
  const grants = input.list("grants").map((grant) => readGrant(grant, currency));
  const debits = input.list("debits").map((debit) => ({
    amount: debit.minor("amount", currency),
    on: debit.optionalDay("at"),
  }));
  const drawn = drawDown(grants, debits, order);
  return {
    debits: drawn.debits.map(({ taken, unmet, balance }) => ({
      taken: taken.map(({ grantId, amount }) => ({ grant: grantId, amount: write(amount) })),
      unmet: write(unmet),
      balance: write(balance),
    })),
    remaining: Object.fromEntries(drawn.remaining.map(({ grantId, amount }) => [grantId, write(amount)])),
    balance: write(drawn.balance),
    unmet: write(drawn.unmet),
  };
});
