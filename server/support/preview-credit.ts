import { previewNextInvoice } from "@/server/billing";
import { listAccountCredit, previewCreditUse } from "@/server/credits";
import type { PlainDate } from "@/server/kernel";
import { type ServiceContext, type TransactionContext, tryOut } from "@/server/platform";
import { listSubscriptionsOfAccounts } from "@/server/subscriptions";

export type CreditPlace = { readonly accountId: string; readonly sellerId: string; readonly currency: string };

export type CreditStanding = {
  readonly heldMinor: bigint;
  /** What the next invoice takes of it, if nothing else changes. */
  readonly next: { readonly on: PlainDate; readonly totalMinor: bigint; readonly takesMinor: bigint } | null;
};

export type CreditPreview = { readonly before: CreditStanding; readonly after: CreditStanding };

/** What giving credit would leave, and what the next invoice would take: it is given, looked at, and taken back. */
export const previewCredit = (
  ctx: ServiceContext,
  place: CreditPlace,
  give: (inner: TransactionContext) => Promise<unknown>,
): Promise<CreditPreview> =>
  tryOut(ctx, async (inner) => {
    const before = await standingOf(inner, place);
    await give(inner);
    return { before, after: await standingOf(inner, place) };
  });

const standingOf = async (ctx: TransactionContext, place: CreditPlace): Promise<CreditStanding> => {
  const { balances } = await listAccountCredit(ctx, place.accountId);
  const held = balances.find((one) => one.sellerId === place.sellerId && one.currency === place.currency);
  return { heldMinor: held?.balanceMinor ?? 0n, next: await readNext(ctx, place) };
};

const readNext = async (ctx: TransactionContext, place: CreditPlace): Promise<CreditStanding["next"]> => {
  const subscriptions = await listSubscriptionsOfAccounts(ctx, [place.accountId]);
  const here = subscriptions.filter((one) => one.sellerId === place.sellerId && one.currency === place.currency);
  const upcoming = [];
  for (const { id } of here) upcoming.push(await previewNextInvoice(ctx, id));
  const [next] = upcoming.flatMap((one) => one ?? []).sort((a, b) => (a.on < b.on ? -1 : 1));
  if (!next) return null;
  const { on, document } = next;
  const { movedMinor } = await previewCreditUse(ctx, {
    ...{ ...place, invoiceId: "next", totalMinor: document.total.minor, usesCredit: true, on },
    lines: document.lines.map(({ net, tax, productFamily, chargeId }) => ({
      ...{ grossMinor: net.minor + tax.minor, family: productFamily, chargeId },
    })),
  });
  return { on, totalMinor: document.total.minor, takesMinor: movedMinor < 0n ? -movedMinor : 0n };
};
