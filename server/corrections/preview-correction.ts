import { listAccountCredit } from "@/server/credits";
import { type Invoice, loadInvoice } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { type ServiceContext, type TransactionContext, tryOut } from "@/server/platform";
import { getSeller } from "@/server/sellers";
import { type Amendment, listAmendments } from "./amendments-store";
import { type RefundInvoice, recordIntent } from "./refund-invoice";
import { listRefundsOfRequest } from "./refunds-store";
import { bookRefund } from "./settle-refunds";

/** What an invoice owes and what its account holds, in minor units. */
export type CorrectedStanding = Pick<Invoice, "balanceMinor" | "closedAs"> & { readonly heldMinor: bigint };

export type CorrectionPreview = {
  readonly before: CorrectedStanding;
  readonly after: CorrectedStanding;
  /** What it posts in the invoice's place or beside it. */
  readonly posted: readonly Pick<Amendment, "kind" | "totalMinor" | "balanceMinor">[];
};

/**
 * What a correction would leave: the verb itself is done, looked at, and taken back, so that what is shown is what comes
 * of it. Refused as the verb refuses.
 */
export const previewCorrection = (
  ctx: ServiceContext,
  invoiceId: string,
  correct: (inner: TransactionContext) => Promise<unknown>,
): Promise<CorrectionPreview> =>
  tryOut(ctx, async (inner) => {
    const before = await standingOf(inner, invoiceId);
    await correct(inner);
    const after = await standingOf(inner, invoiceId);
    const posted = (await listAmendments(inner, [invoiceId])).filter(({ number }) => number === null);
    return {
      ...{ before, after },
      posted: posted.map(({ kind, totalMinor, balanceMinor }) => ({ kind, totalMinor, balanceMinor })),
    };
  });

const standingOf = async (ctx: TransactionContext, invoiceId: string): Promise<CorrectedStanding> => {
  const { accountId, sellerId, currency, balanceMinor, closedAs } = await loadInvoice(ctx, invoiceId);
  const { balances } = await listAccountCredit({ ...ctx, actor: { kind: "system", job: "preview" } }, accountId);
  const held = balances.find((one) => one.sellerId === sellerId && one.currency === currency);
  return { balanceMinor, closedAs, heldMinor: held?.balanceMinor ?? 0n };
};

/** The same for a refund, as if its gateway had given the money back already. */
export const previewRefund = (ctx: ServiceContext, input: RefundInvoice): Promise<CorrectionPreview> =>
  previewCorrection(ctx, input.invoiceId, async (inner) => {
    const { accountId } = await recordIntent(inner, input);
    const { sellerId } = await loadInvoice(inner, input.invoiceId);
    const { timeZone } = await getSeller(inner, sellerId);
    for (const refund of await listRefundsOfRequest(inner, { accountId, requestKey: input.requestKey })) {
      if (refund.state !== "succeeded") await bookRefund(inner, refund.id, dayInZone(inner.now, timeZone));
    }
  });
