import { groupBy, type PlainDate, sumMinor } from "@/server/kernel";
import type { DocumentTax } from "@/server/tax/core";
import type { BillTo } from "./bill-to";

export type InvoiceLineDraft = {
  readonly kind: "charge" | "credit";
  readonly description: string;
  readonly subscriptionId: string | null;
  readonly subscriptionChargeId: string | null;
  /** Which of its subscription's lines it is, and which one it gives back a part of. */
  readonly serviceNo: number | null;
  readonly creditsNo: number | null;
  /** How often it stood on an invoice that was voided. */
  readonly rebilled: number;
  readonly chargeId: string | null;
  readonly productFamily: string;
  readonly isDeferred: boolean;
  readonly serviceStartOn: PlainDate;
  readonly serviceStartAt: Date | null;
  readonly serviceEndOn: PlainDate;
  readonly serviceEndAt: Date | null;
  readonly quantity: string;
  readonly unitPrice: string | null;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxCode: string;
  readonly taxPosition: number;
  readonly derivation: Readonly<Record<string, unknown>>;
};

export type InvoiceDraft = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly series: string;
  readonly currency: string;
  readonly policyId: number;
  readonly orderId: string | null;
  readonly billRunId: string | null;
  readonly issueOn: PlainDate;
  readonly dueOn: PlainDate;
  /** When the account's card is to be charged without anybody asking; empty where nothing is collected. */
  readonly collectAt: Date | null;
  readonly billTo: BillTo;
  readonly taxTreatment: string;
  readonly promiseHash: string;
  /** Whether the account's credit pays it as far as it goes. */
  readonly credit: "use" | "keep";
  /** Whether it may come to less than nothing, which becomes account credit. */
  readonly allowsNegative: boolean;
  readonly lines: readonly InvoiceLineDraft[];
  readonly taxes: readonly DocumentTax[];
};

export type InvoiceTotals = { readonly subtotalMinor: bigint; readonly taxMinor: bigint; readonly totalMinor: bigint };

export const computeInvoiceTotals = (draft: Pick<InvoiceDraft, "lines">): InvoiceTotals => {
  const subtotalMinor = sumMinor(draft.lines.map(({ netMinor }) => netMinor));
  const taxMinor = sumMinor(draft.lines.map(({ taxMinor }) => taxMinor));
  return { subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor };
};

export type InvoiceSum = InvoiceTotals & {
  readonly sellerId: string;
  readonly currency: string;
  readonly issueOn: PlainDate;
  readonly invoiceCount: number;
};

/** What invoices come to, by seller, currency and day of issue. */
export const sumInvoices = (drafts: readonly InvoiceDraft[]): InvoiceSum[] => {
  const groups = groupBy(drafts, ({ sellerId, currency, issueOn }) => [sellerId, currency, issueOn].join("|"));
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const { sellerId, currency, issueOn } = first;
    const totals = computeInvoiceTotals({ lines: members.flatMap(({ lines }) => lines) });
    return [{ sellerId, currency, issueOn, ...totals, invoiceCount: members.length }];
  });
};

/** What was to be paid of an invoice when it was posted: its total less account credit, and nothing where it is below zero. */
export const dueNowOf = (invoice: { readonly totalMinor: bigint; readonly creditAppliedMinor: bigint }): bigint =>
  invoice.totalMinor > 0n ? invoice.totalMinor - invoice.creditAppliedMinor : 0n;
