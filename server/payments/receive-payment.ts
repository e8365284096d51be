import { paymentApplications } from "@/db/schema/payments";
import { applyToInvoices } from "@/server/invoices";
import { invariant, type PlainDate, sumMinor } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import type { JournalEntryDraft } from "@/server/ledger/core";
import { emitAll, insertRows, makeId, type TransactionContext } from "@/server/platform";
import { paymentPostings } from "./core";
import { paymentSucceeded } from "./events";
import type { Payment } from "./payments-store";

export type Application = { readonly invoiceId: string; readonly amountMinor: bigint };

export type ReceivedPayment = { readonly payment: Payment; readonly applications: readonly Application[] };

/** Books money that has just come, and puts it against invoices; what is not applied waits as an unapplied payment. */
export const receivePayments = async (ctx: TransactionContext, received: readonly ReceivedPayment[]): Promise<void> => {
  if (received.length === 0) return;
  const applied = received.flatMap(({ payment, applications }) =>
    applications.map((application) => ({ ...application, payment })),
  );
  // Nothing received books nothing.
  const entries = received.map(toEntry).filter(({ postings }) => postings.length > 0);
  const inserted = insertRows(
    ctx,
    paymentApplications,
    applied.map(({ payment, invoiceId, amountMinor }) => ({
      id: makeId("pap"),
      paymentId: payment.id,
      invoiceId,
      accountId: payment.accountId,
      sellerId: payment.sellerId,
      currency: payment.currency,
      amountMinor,
      appliedOn: dayOf(payment),
    })),
  );
  emitAll(
    ctx,
    paymentSucceeded,
    received.map(({ payment }) => payment.id),
  );
  await Promise.all([inserted, applyToInvoices(ctx, applied), bookEntries(ctx, entries)]);
};

const dayOf = ({ receivedOn }: Payment): PlainDate => {
  invariant(receivedOn, "Only a payment that succeeded is received.");
  return receivedOn as PlainDate;
};

const toEntry = ({ payment, applications }: ReceivedPayment): JournalEntryDraft => {
  const appliedMinor = sumMinor(applications.map(({ amountMinor }) => amountMinor));
  invariant(appliedMinor <= payment.amountMinor, "No more than a payment's amount is applied.");
  return {
    sellerId: payment.sellerId,
    accountId: payment.accountId,
    postedOn: dayOf(payment),
    source: { kind: "payment", id: payment.id },
    policyId: payment.policyId,
    postings: paymentPostings({ ...payment, appliedMinor }),
  };
};
