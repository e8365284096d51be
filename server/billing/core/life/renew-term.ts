import { currencyExponent } from "@/server/kernel";
import { raisePrice } from "@/server/rating/core";
import { endOfNextTerm, type PriceOverrides, type Renewal, type SubscriptionLife } from "@/server/subscriptions/core";
import { settleArrears } from "./bill-service";
import type { BilledLife, LifeBasis } from "./life-basis";

/**
 * A subscription's next term, from the end of the one before: what is in arrears is settled at the old prices, and
 * recurring prices rise by what was agreed. Null where nothing was agreed for the end of the term.
 */
export const renewTerm = (life: SubscriptionLife, basis: LifeBasis): BilledLife | null => {
  const { renewal, endsAt } = life;
  if (renewal === null || endsAt === null) return null;
  const isPaused = life.status === "paused";
  const settled = isPaused ? { life, lines: [] } : settleArrears(life, endsAt, basis);
  return {
    lines: settled.lines,
    life: {
      ...settled.life,
      endsAt: renewal.term && endOfNextTerm(life, endsAt, renewal.term, basis.zone),
      // What goes on without end is not renewed again.
      renewal: renewal.term ? renewal : null,
      overrides: raisedPrices(life, renewal, basis),
    },
  };
};

const raisedPrices = (life: SubscriptionLife, { upliftPercent }: Renewal, { currency }: LifeBasis): PriceOverrides => {
  if (upliftPercent.n === 0n) return life.overrides;
  const recurring = life.plan.charges.filter(({ kind }) => kind === "recurring");
  const raised = recurring.map(({ key, price }) => [
    key,
    raisePrice(life.overrides[key] ?? price, upliftPercent, currencyExponent(currency)),
  ]);
  return { ...life.overrides, ...Object.fromEntries(raised) };
};
