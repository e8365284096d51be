import { getAccount } from "@/server/accounts";
import { type PricedDocument, planBilling, priceDocument } from "@/server/billing/core";
import { listPublishedRatePlans } from "@/server/catalog";
import type { RatePlan } from "@/server/catalog/core";
import { invariant, type PlainDate } from "@/server/kernel";
import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { getStandardPolicy, type Subscription } from "@/server/subscriptions";
import { decideTax } from "@/server/tax/core";
import type { OrderLine } from "./core";

export type NextInvoice = { readonly on: PlainDate; readonly currency: string; readonly document: PricedDocument };

/** What a subscription's next invoice will be, if nothing changes: planned and priced as the billing day will do it. */
export const previewNextInvoice = async (
  ctx: ServiceContext,
  subscription: Pick<
    Subscription,
    "accountId" | "sellerId" | "currency" | "anchorOn" | "chargedThroughOn" | "status" | "charges"
  >,
): Promise<NextInvoice | null> => {
  requireAccountAct(ctx.actor, subscription.accountId, "read_money");
  const on = subscription.chargedThroughOn;
  if (!on || subscription.status !== "active") return null;
  const account = await getAccount(ctx, subscription.accountId);
  const policy = await getStandardPolicy(ctx);
  const seller = (await listSellers(ctx)).find(({ id }) => id === subscription.sellerId);
  invariant(seller, "A subscription's seller is registered.");
  const charges = subscription.charges.map((charge) => ({
    ...charge,
    key: charge.chargeId,
    effectiveFrom: charge.effectiveFromOn,
    effectiveUntil: charge.effectiveUntilOn,
    chargedThrough: charge.chargedThroughOn,
  }));
  const { currency, anchorOn: anchor } = subscription;
  const plan = planBilling({ currency, anchor, rounding: policy.rounding, charges }, on);
  const named = nameLines(plan.lines, await listPublishedRatePlans(ctx));
  const decision = decideTax(seller.country, account, on);
  return { on, currency, document: priceDocument(named, currency, decision) };
};

const nameLines = (lines: ReturnType<typeof planBilling>["lines"], ratePlans: readonly RatePlan[]): OrderLine[] =>
  lines.map((line) => {
    const ratePlan = ratePlans.find((plan) => plan.charges.some((charge) => charge.id === line.chargeKey));
    const charge = ratePlan?.charges.find((candidate) => candidate.id === line.chargeKey);
    invariant(ratePlan && charge, "A subscription charge stands in the published catalog.");
    return { ...line, ratePlan, charge };
  });
