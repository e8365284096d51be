import { inTransaction, requirePermission, type ServiceContext } from "@/server/platform";
import type { DocumentPolicy } from "@/server/subscriptions/core";
import { type CorrectionRequest, openCorrection } from "./open-correction";
import { replaceInvoice } from "./replace-invoice";
import { voidInvoice } from "./void-invoice";

export type CancelInvoice = CorrectionRequest & {
  /** What comes in its place; as the seller's policy says where not given. */
  readonly instead?: DocumentPolicy["voiding"];
};

/**
 * Takes an invoice back whole and sees to its lines: another invoice at once, the account's next one, or nothing. Answers
 * with the void, or with the invoice that replaces it.
 */
export const cancelInvoice = (ctx: ServiceContext, { instead, ...request }: CancelInvoice): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "corrections:void");
    const way = instead ?? (await openCorrection(inner, request)).policy.documents.voiding;
    if (way === "replace") return replaceInvoice(inner, { ...request, details: "as_then" });
    return voidInvoice(inner, { ...request, billsAgain: way === "bill_again" });
  });
