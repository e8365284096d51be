import { listPublishedRatePlans } from "@/server/catalog";
import { DomainError, dayInZone } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { type JudgedCodes, judgeCodes } from "@/server/promotions";
import { chooseSeller, findMarket } from "@/server/sellers/core";
import { getPolicy, standardPolicyId } from "@/server/subscriptions";
import { hasTrialOf } from "./core";
import { findSeller, type PreviewedOrder, previewOrder, toOrderDraft } from "./preview-order";
import type { DraftContent } from "./schemas";

export type CodeHolder = {
  /** The order of the draft, which holds its codes already. */
  readonly orderId: string | null;
  readonly isKnownCustomer?: boolean;
};

/** Which of a draft's codes count today, for what is in it and whoever sells it. */
export const judgeDraftCodes = async (
  ctx: ServiceContext,
  content: DraftContent,
  { orderId, isKnownCustomer = false }: CodeHolder,
): Promise<JudgedCodes> => {
  const { codes = [] } = content;
  if (codes.length === 0) return { taken: [], refused: [] };
  const [seller, ratePlans] = await Promise.all([
    findSeller(ctx, toOrderDraft(content)),
    listPublishedRatePlans(ctx, { keys: content.ratePlans.map(({ key }) => key) }),
  ]);
  const policy = await getPolicy(ctx, seller?.policyId ?? standardPolicyId);
  const choice = chooseSeller(content.country, content.currency);
  return judgeCodes(ctx, {
    sellerId: seller?.id ?? null,
    currency: choice.ok ? choice.currency : (content.currency ?? ""),
    hasTrial: hasTrialOf(ratePlans.filter(({ isOnSale }) => isOnSale)),
    sharesAmounts: policy.service.amountCoupons === "split",
    keys: codes,
    orderId,
    on: dayInZone(ctx.now, findMarket(content.country)?.timeZone ?? "UTC"),
    ratePlanKeys: content.ratePlans.map(({ key }) => key),
    intervalUnit: content.interval,
    isKnownCustomer,
  });
};

export type PreviewedDraft = { readonly previewed: PreviewedOrder; readonly codes: JudgedCodes };

/** What a draft would cost with those of its codes that count. */
export const previewDraft = async (
  ctx: ServiceContext,
  content: DraftContent,
  orderId: string | null = null,
): Promise<PreviewedDraft> => {
  const codes = await judgeDraftCodes(ctx, content, { orderId });
  return { codes, previewed: await previewOrder(ctx, toOrderDraft({ ...content, codes: [...codes.taken] })) };
};

/** Refuses an order whose codes do not all count any more: nobody pays more than they were told without being told. */
export const requireCodes = ({ refused: [first] }: JudgedCodes): void => {
  if (!first) return;
  const { key, refusal, message } = first;
  const sentence = `${message} You have not been charged. Remove it, then pay.`;
  throw new DomainError("conflict", `coupon.${refusal}`, sentence, { field: "code", coupon: key });
};
