import { getAccount } from "@/server/accounts";
import { invariant, type PlainDate } from "@/server/kernel";
import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { loadLives } from "@/server/subscriptions";
import { decideTax } from "@/server/tax/core";
import { nameLine, type PricedDocument, planFutureLines, priceDocument } from "./core";
import { policyOf } from "./meet-policies";
import { loadBillingBasis, takeUpLives } from "./plan-accounts";

export type NextInvoice = { readonly on: PlainDate; readonly currency: string; readonly document: PricedDocument };

/** What a subscription's next invoices will be, if nothing changes: planned and priced as its billing days will do it. */
export const previewInvoices = async (
  ctx: ServiceContext,
  { subscriptionId, count }: { readonly subscriptionId: string; readonly count: number },
): Promise<NextInvoice[]> => {
  const [stored] = await loadLives(ctx, [subscriptionId]);
  if (!stored) return [];
  requireAccountAct(ctx.actor, stored.accountId, "read_money");
  const [account, basis] = [
    await getAccount(ctx, stored.accountId),
    await loadBillingBasis(ctx, { sellerId: stored.sellerId, cutoffAt: ctx.now, billRunId: null }),
  ];
  const [taken] = await takeUpLives(ctx, basis, [stored]);
  invariant(taken, "What is stored is taken up.");
  const { currency, timeZone: zone, chargeRowIds } = stored;
  const { service, documents } = policyOf(basis.policies, stored.policyId);
  const lifeBasis = { currency, zone, policy: service, taxPercent: null, closesAt: null, events: taken.events };
  const naming = {
    currency,
    zone,
    sold: basis.sold,
    subscriptionId: stored.id,
    chargeRowIds,
    decisions: taken.decisions,
  };
  return planFutureLines(taken.life, lifeBasis, count).map(({ on, lines }) => ({
    on,
    currency,
    document: priceDocument(
      lines.map((line) => nameLine(line, naming)),
      currency,
      {
        decision: decideTax(basis.seller.country, account, on),
        level: documents.taxLevel,
        rounding: service.rounding,
      },
    ),
  }));
};

/** The first of them. */
export const previewNextInvoice = async (ctx: ServiceContext, subscriptionId: string): Promise<NextInvoice | null> => {
  const [next] = await previewInvoices(ctx, { subscriptionId, count: 1 });
  return next ?? null;
};
