import { DomainError, invariant, type PlainDate, type TimePoint } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { getSeller, type Seller } from "@/server/sellers";
import { type BillingPolicy, getPolicy, loadLives, type StoredLife } from "@/server/subscriptions";
import type { SubscriptionLife } from "@/server/subscriptions/core";
import type { LifeBasis, LineNaming, SoldCharge } from "./core";
import { loadBilledServices } from "./load-billed-services";
import { loadUsage } from "./load-usage";
import { chargesOfLives, meetCharges } from "./meet-charges";
import { pointOf } from "./plan-accounts";

/** A subscription as a change finds it, with all that its lines are planned, named and taxed by. */
export type TakenUp = {
  readonly stored: StoredLife;
  readonly life: SubscriptionLife;
  readonly policy: BillingPolicy;
  readonly seller: Seller;
  readonly sold: Map<string, SoldCharge>;
  readonly basis: LifeBasis;
  readonly naming: LineNaming;
  readonly now: TimePoint;
};

// Whoever changes a subscription may date it back to its first day.
const fromTheStart = "0001-01-01" as PlainDate;

export const takeUpSubscription = async (ctx: ServiceContext, subscriptionId: string): Promise<TakenUp> => {
  const [stored] = await loadLives(ctx, [subscriptionId]);
  if (!stored) {
    throw new DomainError("not_found", "subscription.not_found", "There is no such subscription.", {
      field: "subscription",
    });
  }
  const sold = new Map<string, SoldCharge>();
  const [seller, policy] = await Promise.all([getSeller(ctx, stored.sellerId), getPolicy(ctx, stored.policyId)]);
  await meetCharges(ctx, sold, chargesOfLives([stored.life]));
  const [taken] = await loadBilledServices(ctx, [stored], { sold, endsAfter: fromTheStart });
  invariant(taken, "What is stored is taken up.");
  const usage = await loadUsage(ctx, [stored]);
  const { currency, timeZone: zone, chargeRowIds } = stored;
  return {
    stored,
    life: taken.life,
    policy,
    seller,
    sold,
    basis: {
      currency,
      zone,
      policy: policy.service,
      taxPercent: null,
      closesAt: null,
      events: usage.get(stored.id) ?? [],
    },
    naming: { currency, zone, sold, subscriptionId: stored.id, chargeRowIds, decisions: taken.decisions },
    now: pointOf(ctx.now, zone, policy),
  };
};
