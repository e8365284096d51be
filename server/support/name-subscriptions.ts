import { listPublishedRatePlans } from "@/server/catalog";
import { groupBy } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { Subscription, SubscriptionCharge } from "@/server/subscriptions";

export type NamedCharge = SubscriptionCharge & { readonly name: string; readonly planName: string };

export type NamedSubscription = Omit<Subscription, "charges"> & {
  /** The names of its rate plans: "Desk Team", "EU data residency". */
  readonly names: readonly string[];
  readonly seats: number | null;
  readonly charges: readonly NamedCharge[];
};

/** Subscriptions with the words of the catalog versions they were sold from. */
export const nameSubscriptions = async (
  ctx: ServiceContext,
  subscriptions: readonly Subscription[],
): Promise<NamedSubscription[]> => {
  const plans = new Map((await listPublishedRatePlans(ctx)).map((plan) => [plan.id as string, plan]));
  return subscriptions.map((subscription) => {
    const charges = subscription.charges.map((charge): NamedCharge => {
      const plan = plans.get(charge.ratePlanId);
      const name = plan?.charges.find((candidate) => candidate.id === charge.chargeId)?.name ?? "";
      return { ...charge, name, planName: plan?.name ?? "" };
    });
    const names = [...groupBy(charges, (charge) => charge.name).keys()];
    return { ...subscription, charges, names, seats: seatsOf(charges, plans) };
  });
};

type Plans = ReadonlyMap<string, Awaited<ReturnType<typeof listPublishedRatePlans>>[number]>;

const seatsOf = (charges: readonly NamedCharge[], plans: Plans): number | null => {
  for (const charge of charges) {
    const seats = plans.get(charge.ratePlanId)?.features.seats;
    if (seats?.kind !== "quantity") continue;
    if (seats.limit === "per_seat") return Number.parseInt(charge.quantity, 10);
    if (typeof seats.limit === "number") return seats.limit;
  }
  return null;
};
