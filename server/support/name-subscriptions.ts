import { listPublishedRatePlans } from "@/server/catalog";
import { groupBy } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { Subscription, SubscriptionCharge } from "@/server/subscriptions";

export type NamedCharge = SubscriptionCharge & { readonly name: string; readonly planName: string };

export type NamedSubscription = Omit<Subscription, "charges"> & {
  /** The names of its rate plans: "Desk Team", "EU data residency". */
  readonly names: readonly string[];
  /** "Desk": of its first rate plan. */
  readonly productName: string;
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
    // A plan goes by the name of its first charge: what it counts beside the fee is no plan.
    const firstCharges = [...groupBy(charges, (charge) => charge.ratePlanId).values()].flatMap(
      ([first]) => first ?? [],
    );
    const names = [...new Set(firstCharges.map(({ name }) => name))];
    const productName = plans.get(firstCharges[0]?.ratePlanId ?? "")?.productName ?? "";
    return { ...subscription, charges, names, productName, seats: seatsOf(charges, plans) };
  });
};

type Plans = ReadonlyMap<string, Awaited<ReturnType<typeof listPublishedRatePlans>>[number]>;

const seatsOf = (charges: readonly NamedCharge[], plans: Plans): number | null => {
  for (const charge of charges) {
    const features = plans.get(charge.ratePlanId)?.features;
    const seats = features?.seats ?? features?.sign_seats;
    if (seats?.kind !== "quantity") continue;
    if (seats.limit === "per_seat") return Number.parseInt(charge.quantity, 10);
    if (typeof seats.limit === "number") return seats.limit;
  }
  return null;
};
