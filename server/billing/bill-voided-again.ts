import type { Invoice, InvoiceLine } from "@/server/invoices";
import { formatRational, invariant, money, parseRational } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";
import { toPoint } from "@/server/subscriptions/core";
import type { TaxDecision } from "@/server/tax/core";
import type { NamedLine } from "./core";
import { insertWaitingLines } from "./waiting-lines-store";

export type VoidedInvoice = {
  readonly invoice: Invoice;
  /** Those whose revenue was put off. */
  readonly deferredLineIds: ReadonlySet<string>;
  readonly policyId: number;
};

/** Leaves the lines of a voided invoice, unchanged and with the tax they had, for the account's next invoice. */
export const waitToBeBilledAgain = (
  ctx: TransactionContext,
  { invoice, deferredLineIds, policyId }: VoidedInvoice,
): Promise<void> => {
  const { accountId, sellerId, currency } = invoice;
  return insertWaitingLines(
    ctx,
    linesToBillAgain(invoice, deferredLineIds).map((line) => ({
      ...{ accountId, sellerId, currency, policyId, waitsFor: "other_lines", line },
    })),
  );
};

/** The lines of an invoice in its order, unchanged and with the tax they had, for another document. */
export const linesToBillAgain = (invoice: Invoice, deferredLineIds: ReadonlySet<string>): NamedLine[] =>
  invoice.lines.map((line) => toNamed(invoice, line, deferredLineIds.has(line.id)));

const toNamed = ({ currency, taxes }: Invoice, line: InvoiceLine, isRecurring: boolean): NamedLine => {
  const tax = taxes[line.taxPosition];
  invariant(tax, "A line of an invoice is taxed by one of its taxes.");
  const { jurisdiction, treatment, category, ratePercent, rule } = tax;
  return {
    ...{ subscriptionId: line.subscriptionId, subscriptionChargeId: line.subscriptionChargeId },
    ...{ serviceNo: line.serviceNo, creditsNo: line.creditsNo, rebilled: line.rebilled + 1 },
    chargeId: line.chargeId ?? line.description,
    kind: line.kind,
    description: line.description,
    period: {
      start: toPoint(line.serviceStartOn, line.serviceStartAt),
      end: toPoint(line.serviceEndOn, line.serviceEndAt),
    },
    servicePeriod: { start: line.serviceStartOn, end: line.serviceEndOn },
    ...{ quantity: line.quantity, unitPrice: line.unitPrice, isPerUnit: line.isPerUnit },
    isRecurring,
    isOfChange: false,
    net: money(line.netMinor, currency),
    ...{ taxCode: line.taxCode, productFamily: line.productFamily },
    decision: {
      ...{ jurisdiction, treatment, category, rule, isFinal: true },
      ratePercent: formatRational(parseRational(ratePercent)),
    } as TaxDecision,
    derivation: line.derivation,
  };
};
