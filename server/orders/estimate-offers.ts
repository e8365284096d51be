import { listPublishedRatePlans } from "@/server/catalog";
import { DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { estimatePlans, type MonthlyUsage, type PlanEstimate } from "./core";
import { type ListOffersInput, type PricingView, readPriceList } from "./list-offers";

export type EstimateInput = ListOffersInput & {
  readonly product: string;
  /** By meter, in a month; null where it is not known, and nothing can be said. */
  readonly usage: MonthlyUsage | null;
};

export type { PlanEstimate };

export type Estimate = {
  readonly view: PricingView;
  readonly estimates: readonly PlanEstimate[];
  /** The one that costs least and holds what is asked for. */
  readonly lowest: PlanEstimate | null;
};

/** What is counted under the plans of a product, by the keys of its meters. */
export const listMetersOfProduct = async (ctx: ServiceContext, productKey: string): Promise<string[]> => {
  const plans = (await listPublishedRatePlans(ctx)).filter((plan) => plan.isOnSale && plan.productKey === productKey);
  return [...new Set(plans.flatMap(({ charges }) => charges.flatMap(({ meter }) => (meter ? [meter.key] : []))))];
};

/** What the plans of a product would come to with so much use, as their invoices will. */
export const estimateOffers = async (ctx: ServiceContext, input: EstimateInput): Promise<Estimate> => {
  const { view, request } = await readPriceList(ctx, input);
  if (view.product.key !== input.product) {
    throw new DomainError("not_found", "catalog.product_unknown", "There is no such product on sale.");
  }
  const estimates = input.usage === null || !view.soldHere ? [] : estimatePlans(request, input.usage);
  const fitting = new Set(view.plans.filter(({ fits }) => fits).map(({ ratePlanKey }) => ratePlanKey));
  const lowest = estimates
    .filter(({ ratePlanKey }) => fitting.has(ratePlanKey))
    .reduce<PlanEstimate | null>((best, one) => (best && best.netMinor <= one.netMinor ? best : one), null);
  return { view, estimates, lowest };
};
