import { paymentApplications } from "@/db/schema/payments";
import { applyToInvoices } from "@/server/invoices";
import { invariant, type PlainDate } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import { emitAll, makeId, type TransactionContext } from "@/server/platform";
import { paymentPostings } from "./core";
import { paymentSucceeded } from "./events";
import type { Payment } from "./payments-store";

export type Application = { readonly invoiceId: string; readonly amountMinor: bigint };

export type ReceivedPayment = { readonly payment: Payment; readonly applications: readonly Application[] };

/** Books money that has just come, and puts it against invoices; what is not applied waits as an unapplied payment. */
export const receivePayment = async (ctx: TransactionContext, received: ReceivedPayment): Promise<void> => {
  const { payment, applications } = received;
  invariant(payment.receivedOn, "Only a payment that succeeded is received.");
  const postedOn = payment.receivedOn as PlainDate;
  const appliedMinor = applications.reduce((sum, application) => sum + application.amountMinor, 0n);
  invariant(appliedMinor <= payment.amountMinor, "No more than a payment's amount is applied.");
  if (applications.length > 0) {
    await ctx.db.insert(paymentApplications).values(
      applications.map((application) => ({
        id: makeId("pap"),
        paymentId: payment.id,
        invoiceId: application.invoiceId,
        accountId: payment.accountId,
        sellerId: payment.sellerId,
        currency: payment.currency,
        amountMinor: application.amountMinor,
        appliedOn: postedOn,
      })),
    );
    await applyToInvoices(ctx, applications);
  }
  await bookEntries(ctx, [
    {
      sellerId: payment.sellerId,
      accountId: payment.accountId,
      postedOn,
      source: { kind: "payment", id: payment.id },
      policyId: payment.policyId,
      postings: paymentPostings({ ...payment, appliedMinor }),
    },
  ]);
  await emitAll(ctx, paymentSucceeded, [payment.id]);
};
