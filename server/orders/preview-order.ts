import { pointOf } from "@/server/billing";
import { listPublishedRatePlans } from "@/server/catalog";
import { DomainError, invariant, type TimePoint } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listCoupons } from "@/server/promotions";
import { getSellerByKey, type Seller } from "@/server/sellers";
import { findMarket } from "@/server/sellers/core";
import { type BillingPolicy, getPolicy, standardPolicyId } from "@/server/subscriptions";
import { checkTaxId, type TaxIdCheck } from "@/server/tax/core";
import { storeChannel } from "./channel-of";
import {
  type OrderDraft,
  type OrderPlan,
  type OrderPreview,
  type OrderRefusal,
  planOrder,
  previewIdOf,
  priceOrder,
} from "./core";
import type { DraftContent } from "./schemas";

export type PreviewedOrder = {
  readonly draft: OrderDraft;
  readonly plan: OrderPlan;
  readonly seller: Seller;
  readonly preview: OrderPreview;
  readonly previewId: string;
  readonly taxIdCheck: TaxIdCheck;
  readonly policy: BillingPolicy;
};

export const toOrderDraft = (content: DraftContent): OrderDraft => ({
  buyer: { kind: content.buyerKind, country: content.country, taxId: content.taxId },
  currency: content.currency,
  isPaidFirst: true,
  channel: storeChannel,
  actions: [
    { action: "create", interval: content.interval, ratePlans: content.ratePlans, ...couponsOf(content.codes) },
  ],
});

// A draft that was put together before there were codes has none.
const couponsOf = (codes: readonly string[] = []) => (codes.length === 0 ? {} : { coupons: codes });

/** Load, decide, price: what an order would do and cost at a point. It stores nothing; placing takes the same way. */
export const previewOrder = async (ctx: ServiceContext, draft: OrderDraft, at?: TimePoint): Promise<PreviewedOrder> => {
  const seller = await findSeller(ctx, draft);
  const [ratePlans, policyOfSeller] = await Promise.all([
    listPublishedRatePlans(ctx, {
      keys: draft.actions.flatMap((action) => action.ratePlans.map(({ key }) => key)),
    }),
    getPolicy(ctx, seller?.policyId ?? standardPolicyId),
  ]);
  const policy = draft.isPaidFirst ? billedWithOrder(policyOfSeller) : policyOfSeller;
  const zone = draft.timeZone ?? findMarket(draft.buyer.country)?.timeZone ?? "UTC";
  const keys = draft.actions.flatMap((action) => action.coupons ?? []);
  const coupons = seller ? await listCoupons(ctx, seller.id, keys) : [];
  const plan = planOrder({ ratePlans, conventions: policy, coupons }, draft, at ?? pointOf(ctx.now, zone, policy));
  if (!plan.ok) throw refusalError(plan);
  invariant(seller, "What is sold has a seller.");
  const taxIdCheck = checkBuyerTaxId(draft);
  const preview = priceOrder(plan, policy, seller.country, {
    country: draft.buyer.country,
    kind: draft.buyer.kind,
    taxIdStatus: taxIdCheck.status,
    statedTaxPercent: draft.buyer.statedTaxPercent ?? null,
  });
  return { draft, plan, seller, preview, previewId: previewIdOf(preview), taxIdCheck, policy };
};

/** What is paid at a checkout has its invoice at once: a payment for nothing would be unapplied, and asked for again. */
const billedWithOrder = (policy: BillingPolicy): BillingPolicy => ({
  ...policy,
  documents: { ...policy.documents, ordersBilled: "with_order" },
});

/** Who would sell: the one that was chosen, or the one of the buyer's country; none where nothing is sold. */
export const findSeller = async (ctx: ServiceContext, { buyer, sellerKey }: OrderDraft): Promise<Seller | null> => {
  const key = sellerKey ?? findMarket(buyer.country)?.sellerKey;
  return key === undefined ? null : getSellerByKey(ctx, key);
};

const checkBuyerTaxId = ({ buyer }: OrderDraft): TaxIdCheck =>
  buyer.kind === "business" && buyer.taxId ? checkTaxId(buyer.taxId, buyer.country) : { status: "none" };

const messages: Readonly<Record<OrderRefusal["refusal"], string>> = {
  country_not_served: "Not sold in this country yet. Choose another country.",
  currency_not_sold: "Not sold in this currency here. Choose the currency of your country.",
  nothing_ordered: "Choose a plan.",
  rate_plan_unknown: "This plan is not on sale. Choose one from the pricing page.",
  rate_plan_twice: "A plan is in the order twice. Remove one.",
  quantity_out_of_range: "This number of seats does not fit the plan.",
  price_missing: "This plan has no price in this currency. Choose another currency or plan.",
  add_on_needs_plan: "An add-on needs a paid plan. Choose one beside it.",
  coupon_not_in_currency: "takes an amount off in",
  coupon_needs_trial: "lengthens a trial, and there is none here. Leave it out, or choose a plan with a trial.",
  coupon_for_new: "lengthens the trial of a new subscription. Give it with the order that begins one.",
};

const fields: Readonly<Record<OrderRefusal["refusal"], string>> = {
  country_not_served: "country",
  currency_not_sold: "currency",
  nothing_ordered: "ratePlans",
  rate_plan_unknown: "ratePlans",
  rate_plan_twice: "ratePlans",
  quantity_out_of_range: "seats",
  price_missing: "currency",
  add_on_needs_plan: "addOns",
  coupon_not_in_currency: "coupons",
  coupon_needs_trial: "coupons",
  coupon_for_new: "coupons",
};

export const refusalError = ({ refusal, details }: OrderRefusal): DomainError => {
  const sentence = sayRefusal({ refusal, details });
  return new DomainError("invalid_input", `order.${refusal}`, sentence, { ...details, field: fields[refusal] });
};

const sayRefusal = ({ refusal, details }: Pick<OrderRefusal, "refusal" | "details">): string => {
  switch (refusal) {
    case "quantity_out_of_range":
      return `${messages[refusal]} It takes ${details.min} to ${details.max}.`;
    case "coupon_not_in_currency":
      return `${details.coupon} ${messages[refusal]} ${details.currencies}, and not in ${details.currency}. Leave it out.`;
    case "coupon_needs_trial":
    case "coupon_for_new":
      return `${details.coupon} ${messages[refusal]}`;
    default:
      return messages[refusal];
  }
};
