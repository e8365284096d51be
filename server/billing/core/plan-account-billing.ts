import type { Charge, RatePlan } from "@/server/catalog/core";
import type { BillTo, InvoiceDraft } from "@/server/invoices/core";
import {
  addDays,
  DomainError,
  groupBy,
  invariant,
  maxDay,
  maxInstant,
  type PlainDate,
  type RoundingMode,
  startOfDay,
} from "@/server/kernel";
import { nextBillingDay } from "@/server/subscriptions/core";
import { decideTax, type TaxBuyer } from "@/server/tax/core";
import { type BillableCharge, planBilling } from "./plan-billing";
import { type NamedLine, type PricedDocument, priceDocument } from "./price-document";
import { hashOfLines, promisedLines } from "./promise-hash";
import { toInvoiceLine } from "./to-invoice-line";

export type ChargeToBill = BillableCharge & { readonly ratePlan: RatePlan; readonly charge: Charge };

export type SubscriptionToBill = {
  readonly id: string;
  readonly currency: string;
  readonly policyId: number;
  readonly rounding: RoundingMode;
  readonly anchor: PlainDate;
  /** `key` is the subscription charge's id. */
  readonly charges: readonly ChargeToBill[];
};

export type AccountBillingInput = {
  readonly account: TaxBuyer & {
    readonly id: string;
    readonly timeZone: string;
    readonly netDays: number;
    readonly taxId: string | null;
  };
  readonly billTo: (Omit<BillTo, "taxId" | "addressLines"> & { readonly addressLines: readonly string[] }) | null;
  readonly seller: { readonly id: string; readonly country: string; readonly invoiceSeries: string };
  readonly billRunId: string | null;
  readonly now: Date;
  /** Billed through this day of the account's own zone. */
  readonly throughDay: PlainDate;
  readonly sellerDay: PlainDate;
  readonly subscriptions: readonly SubscriptionToBill[];
};

export type PlannedAdvance = {
  readonly subscriptionId: string;
  readonly chargedThroughOn: PlainDate | null;
  readonly billAt: Date | null;
  readonly charges: readonly { readonly id: string; readonly chargedThroughOn: PlainDate }[];
};

export type AccountBilling = { readonly drafts: readonly InvoiceDraft[]; readonly advances: readonly PlannedAdvance[] };

type BilledLine = NamedLine & { readonly subscriptionId: string; readonly policyId: number };

type PlannedSubscription = {
  readonly currency: string;
  readonly issueOn: PlainDate;
  readonly lines: readonly BilledLine[];
  readonly advance: PlannedAdvance;
};

/**
 * The invoices of one account for one seller through a day, and how far its subscriptions are billed by them. One
 * invoice per currency and issue day: the seller's day, or the billing day in the account's zone where that is later.
 * What comes to nothing makes no invoice. Refuses an account that cannot be addressed.
 */
export const planAccountBilling = (input: AccountBillingInput): AccountBilling => {
  const planned = input.subscriptions.map((subscription) => planSubscription(input, subscription));
  const documents = groupBy(
    planned.filter(({ lines }) => lines.length > 0),
    ({ currency, issueOn }) => `${issueOn}|${currency}`,
  );
  const drafts = [...documents.values()].map((members) => draftInvoice(input, members));
  return {
    drafts: drafts.filter((draft) => draft.lines.some((line) => line.netMinor !== 0n)),
    advances: planned.map(({ advance }) => advance),
  };
};

const planSubscription = (input: AccountBillingInput, subscription: SubscriptionToBill): PlannedSubscription => {
  const { lines, chargedThrough } = planBilling(subscription, input.throughDay);
  const byKey = new Map(subscription.charges.map((charge) => [charge.key, charge]));
  const progress = subscription.charges.map((charge) => ({
    ...charge,
    chargedThrough: chargedThrough.get(charge.key) ?? charge.chargedThrough,
  }));
  const next = nextBillingDay(progress);
  const named = lines.map((line): BilledLine => {
    const charge = byKey.get(line.chargeKey);
    invariant(charge, `There is no charge ${line.chargeKey}.`);
    const { ratePlan, charge: sold } = charge;
    return { ...line, ratePlan, charge: sold, subscriptionId: subscription.id, policyId: subscription.policyId };
  });
  return {
    currency: subscription.currency,
    issueOn: maxDay(input.sellerDay, ...named.map((line) => line.servicePeriod.start)),
    lines: named,
    advance: {
      subscriptionId: subscription.id,
      chargedThroughOn: next ?? lastDay(progress.map((charge) => charge.chargedThrough)),
      billAt: next ? startOfDay(next, input.account.timeZone) : null,
      charges: [...chargedThrough].map(([id, chargedThroughOn]) => ({ id, chargedThroughOn })),
    },
  };
};

const lastDay = (days: readonly (PlainDate | null)[]): PlainDate | null => {
  const [first, ...others] = days.filter((day): day is PlainDate => day !== null);
  return first ? maxDay(first, ...others) : null;
};

const draftInvoice = (input: AccountBillingInput, members: readonly PlannedSubscription[]): InvoiceDraft => {
  const { account, seller } = input;
  const [first] = members;
  const lines = members.flatMap((member) => member.lines);
  const [firstLine] = lines;
  invariant(first && firstLine, "A document has a line.");
  const { currency, issueOn } = first;
  const decision = decideTax(seller.country, account, issueOn);
  const document = priceDocument(lines, currency, decision);
  const dueOn = addDays(issueOn, account.netDays);
  return {
    accountId: account.id,
    sellerId: seller.id,
    series: seller.invoiceSeries,
    currency,
    policyId: firstLine.policyId,
    orderId: null,
    billRunId: input.billRunId,
    issueOn,
    dueOn,
    collectAt: maxInstant(input.now, startOfDay(dueOn, account.timeZone)),
    billTo: billToOf(input),
    taxTreatment: decision.treatment,
    promiseHash: hashOfLines(currency, promisedLines(document)),
    lines: invoiceLines(document, lines),
    taxes: document.taxes,
  };
};

const invoiceLines = (document: PricedDocument, lines: readonly BilledLine[]): InvoiceDraft["lines"] =>
  document.lines.map((line, at) => {
    const billed = lines[at];
    invariant(billed, "A document prices each line it was given.");
    return toInvoiceLine(line, { subscriptionId: billed.subscriptionId, subscriptionChargeId: line.chargeKey });
  });

const billToOf = ({ account, billTo }: AccountBillingInput): InvoiceDraft["billTo"] => {
  if (!billTo) {
    throw new DomainError("invalid_state", "account.bill_to_missing", "The account has no billing address. Add one.");
  }
  const { name, email, addressLines, city, postcode, region, country } = billTo;
  return { name, email, addressLines: [...addressLines], city, postcode, region, country, taxId: account.taxId };
};
