import type { RatePlan } from "./rate-plan";

/** A version of a rate plan as staff look at it, published or not. */
export type RatePlanVersion = RatePlan & {
  readonly status: "draft" | "published" | "retired";
  readonly publishedAt: Date | null;
};

export const ratePlanStates = ["on_sale", "off_sale", "draft", "retired"] as const;
export type RatePlanState = (typeof ratePlanStates)[number];

/** A published version that is off sale is still billed: subscriptions keep theirs. */
export const stateOfVersion = ({ status, isOnSale }: Pick<RatePlanVersion, "status" | "isOnSale">): RatePlanState => {
  if (status !== "published") return status;
  return isOnSale ? "on_sale" : "off_sale";
};
