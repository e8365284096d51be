import type { BillTo, InvoiceDraft } from "@/server/invoices/core";
import { addDays, DomainError, maxInstant, type PlainDate, startOfDay } from "@/server/kernel";
import type { Conventions } from "@/server/subscriptions/core";
import { decideTax, type TaxBuyer } from "@/server/tax/core";
import type { NamedLine } from "./name-lines";
import { type PricedDocument, priceDocument } from "./price-document";
import { hashOfLines, promisedLines } from "./promise-hash";
import { toInvoiceLine } from "./to-invoice-line";

export type BilledAccount = TaxBuyer & {
  readonly id: string;
  readonly timeZone: string;
  readonly netDays: number;
  readonly taxId: string | null;
};

export type BillToAddress = Omit<BillTo, "taxId" | "addressLines"> & { readonly addressLines: readonly string[] };

export type InvoiceBasis = {
  readonly account: BilledAccount;
  readonly billTo: BillToAddress | null;
  readonly seller: {
    readonly id: string;
    readonly country: string;
    readonly invoiceSeries: string;
    readonly creditNoteSeries: string;
  };
  readonly currency: string;
  readonly policyId: number;
  readonly conventions: Conventions;
  readonly issueOn: PlainDate;
  readonly now: Date;
  readonly orderId: string | null;
  readonly billRunId: string | null;
};

export type DraftedInvoice = { readonly document: PricedDocument; readonly draft: InvoiceDraft };

/**
 * Lines as an invoice of an account: taxed on the day of issue, due after the account's net days, and collected when that
 * day begins; below zero a credit note, where the policy says so. Refuses an account that cannot be addressed.
 */
export const draftInvoice = (basis: InvoiceBasis, lines: readonly NamedLine[]): DraftedInvoice => {
  const { account, seller, currency, conventions, issueOn } = basis;
  const decision = decideTax(seller.country, account, issueOn);
  const document = priceDocument(lines, currency, {
    decision,
    level: conventions.documents.taxLevel,
    rounding: conventions.service.rounding,
  });
  const { belowZero } = conventions.documents;
  const isCreditNote = belowZero === "credit_note" && document.total.minor < 0n;
  const dueOn = addDays(issueOn, account.netDays);
  const draft = {
    accountId: account.id,
    sellerId: seller.id,
    series: isCreditNote ? seller.creditNoteSeries : seller.invoiceSeries,
    currency,
    policyId: basis.policyId,
    orderId: basis.orderId,
    billRunId: basis.billRunId,
    issueOn,
    dueOn,
    collectAt: collectAt(basis, dueOn),
    billTo: billToOf(basis),
    taxTreatment: decision.treatment,
    promiseHash: hashOfLines(currency, promisedLines(document)),
    credit: "use" as const,
    allowsNegative: belowZero !== "wait",
    lines: document.lines.map(toInvoiceLine),
    taxes: document.taxes,
  };
  return { document, draft };
};

/** At once where it is due on the day of issue, or else when its day begins; never where nobody collects. */
const collectAt = ({ account, conventions, now }: InvoiceBasis, dueOn: PlainDate): Date | null => {
  if (conventions.collection.mode === "manual") return null;
  return account.netDays === 0 ? now : maxInstant(now, startOfDay(dueOn, account.timeZone));
};

const billToOf = ({ account, billTo }: InvoiceBasis): BillTo => {
  if (!billTo) {
    throw new DomainError("invalid_state", "account.bill_to_missing", "The account has no billing address. Add one.");
  }
  const { name, email, addressLines, city, postcode, region, country } = billTo;
  return { name, email, addressLines: [...addressLines], city, postcode, region, country, taxId: account.taxId };
};
