import type { InvoiceDraft } from "@/server/invoices/core";
import { groupBy, invariant, maxDay, type PlainDate, sumMinor, type TimePoint } from "@/server/kernel";
import type { Conventions, SubscriptionLife } from "@/server/subscriptions/core";
import { decideTax, type TaxDecision } from "@/server/tax/core";
import { advanceService } from "./advance-service";
import { type BilledAccount, type BillToAddress, draftInvoice, type InvoiceBasis } from "./draft-invoice";
import { type MeteredEvent, nextDue, type ServiceLine } from "./life";
import { type NamedLine, nameLine, type SoldCharges, taxedAsMade } from "./name-lines";

export type LifeToBill = {
  readonly id: string;
  readonly currency: string;
  readonly policyId: number;
  readonly conventions: Conventions;
  readonly life: SubscriptionLife;
  readonly chargeRowIds: ReadonlyMap<string, string>;
  readonly decisions: ReadonlyMap<number, TaxDecision>;
  readonly events: readonly MeteredEvent[];
  /** Billed through this day of the account's own zone, or through this instant. */
  readonly through: TimePoint;
};

/** A line that was made before and stands on no document yet. */
export type WaitingLine = {
  readonly id: string;
  readonly currency: string;
  readonly policyId: number;
  readonly conventions: Conventions;
  readonly waitsFor: "run" | "other_lines";
  readonly line: NamedLine;
};

export type AccountBillingInput = {
  readonly account: BilledAccount;
  readonly billTo: BillToAddress | null;
  readonly seller: InvoiceBasis["seller"];
  readonly billRunId: string | null;
  readonly now: Date;
  readonly sellerDay: PlainDate;
  readonly sold: SoldCharges;
  readonly subscriptions: readonly LifeToBill[];
  readonly waiting: readonly WaitingLine[];
};

export type BilledSubscription = {
  readonly subscriptionId: string;
  readonly life: SubscriptionLife;
  readonly lines: readonly ServiceLine[];
  readonly nextDue: TimePoint | null;
};

export type LineToWait = { readonly currency: string; readonly policyId: number; readonly line: NamedLine };

export type AccountBilling = {
  readonly drafts: readonly InvoiceDraft[];
  readonly advances: readonly BilledSubscription[];
  /** Made now, and left for an invoice that has other lines. */
  readonly toWait: readonly LineToWait[];
  /** Those that waited and stand on a document now. */
  readonly takenWaitingIds: readonly string[];
};

type DueLine = Omit<WaitingLine, "id"> & { readonly waitingId: string | null };

type PlannedSubscription = { readonly lines: readonly DueLine[]; readonly advance: BilledSubscription };

/**
 * The invoices of one account for one seller through a point, and how its subscriptions go on by them: one invoice per
 * currency and issue day, the seller's day or the billing day in the account's zone where that is later. Lines of a change
 * wait where the policy says so, and so does what comes to less than nothing; what comes to nothing makes no invoice.
 * Refuses an account that cannot be addressed.
 */
export const planAccountBilling = (input: AccountBillingInput): AccountBilling => {
  const planned = input.subscriptions.map((subscription) => planSubscription(input, subscription));
  const made = planned.flatMap(({ lines }) => lines);
  const waited = input.waiting.map(({ id, ...line }): DueLine => ({ ...line, waitingId: id }));
  const documents = groupBy([...waited, ...made], ({ currency }) => currency);
  const settled = [...documents.values()].flatMap((lines) => settleCurrency(input, lines));
  return {
    drafts: settled.flatMap(({ drafts }) => drafts),
    toWait: settled.flatMap(({ toWait }) => toWait),
    takenWaitingIds: settled.flatMap(({ takenWaitingIds }) => takenWaitingIds),
    advances: planned.map(({ advance }) => advance),
  };
};

const planSubscription = (input: AccountBillingInput, subscription: LifeToBill): PlannedSubscription => {
  const { id, currency, policyId, conventions, chargeRowIds, decisions, events } = subscription;
  const zone = input.account.timeZone;
  const basis = { currency, zone, policy: conventions.service, taxPercent: null, closesAt: null, events };
  const { life, lines } = advanceService(subscription.life, basis, subscription.through);
  const naming = { currency, zone, sold: input.sold, subscriptionId: id, chargeRowIds, decisions };
  return {
    lines: lines.map((line) => ({
      currency,
      policyId,
      conventions,
      waitsFor: line.isOfChange && conventions.documents.changesBilled === "next_invoice" ? "other_lines" : "run",
      line: nameLine(line, naming),
      waitingId: null,
    })),
    advance: { subscriptionId: id, life, lines, nextDue: nextDue(life, zone) },
  };
};

type SettledLines = Pick<AccountBilling, "drafts" | "toWait" | "takenWaitingIds">;

/** What of the lines of one currency is billed now, and what is left for later. */
const settleCurrency = (input: AccountBillingInput, lines: readonly DueLine[]): SettledLines => {
  const isBillable = lines.some(({ waitsFor }) => waitsFor === "run");
  if (!isBillable) return leave(input, lines);
  const [first] = lines;
  const netMinor = sumMinor(lines.map(({ line }) => line.net.minor));
  if (!first || (netMinor < 0n && first.conventions.documents.belowZero === "wait")) return leave(input, lines);
  const { zeroTotals } = first.conventions.documents;
  const isWorthIt = zeroTotals === "document" || lines.some(({ line }) => line.net.minor !== 0n);
  return {
    drafts: isWorthIt ? [draftOf(input, lines)] : [],
    toWait: [],
    takenWaitingIds: lines.flatMap(({ waitingId }) => waitingId ?? []),
  };
};

const leave = ({ seller, account, sellerDay }: AccountBillingInput, lines: readonly DueLine[]): SettledLines => {
  const decision = decideTax(seller.country, account, sellerDay);
  return {
    drafts: [],
    toWait: lines
      .filter(({ waitingId }) => waitingId === null)
      .map(({ currency, policyId, line }) => ({ currency, policyId, line: taxedAsMade(line, decision) })),
    takenWaitingIds: [],
  };
};

/** The seller's day, or the day on which service that is charged begins in the account's zone where that is later. */
const issueDayOf = ({ sellerDay }: AccountBillingInput, lines: readonly DueLine[]): PlainDate =>
  maxDay(
    sellerDay,
    ...lines
      .filter(({ line, waitingId }) => line.kind === "charge" && waitingId === null)
      .map(({ line }) => line.servicePeriod.start),
  );

const draftOf = (input: AccountBillingInput, members: readonly DueLine[]): InvoiceDraft => {
  const [first] = members;
  invariant(first, "A document has a line.");
  const { currency, policyId, conventions } = first;
  const { draft } = draftInvoice(
    { ...input, currency, policyId, conventions, issueOn: issueDayOf(input, members), orderId: null },
    members.map(({ line }) => line),
  );
  return draft;
};
