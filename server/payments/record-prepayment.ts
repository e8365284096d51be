import { type CreditAsked, keepPrepaid } from "@/server/credits";
import { dayInZone } from "@/server/kernel";
import {
  inTransaction,
  recordAudit,
  requirePermission,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { getSeller } from "@/server/sellers";
import { checkReceivedOn, insertReceived, type ReceivedOutside } from "./insert-received";
import { receivePayments } from "./receive-payment";

export type Prepayment = CreditAsked & ReceivedOutside;

/** Records money that was paid ahead, by transfer or otherwise, and keeps all of it as credit on the terms agreed. */
export const recordPrepayment = (ctx: ServiceContext, input: Prepayment): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(inner.actor, "payments:record");
    return keepPrepaid(inner, input, () => receive(inner, input));
  });

const receive = async (ctx: TransactionContext, input: Prepayment): Promise<string> => {
  const { accountId, sellerId, currency, amountMinor } = input;
  const { timeZone, policyId } = await getSeller(ctx, sellerId);
  const today = dayInZone(ctx.now, timeZone);
  const receivedOn = input.receivedOn ?? today;
  checkReceivedOn(receivedOn, today);
  const of = { accountId, sellerId, currency };
  const purpose = { kind: "credit", id: accountId };
  const payment = await insertReceived(ctx, { ...input, of, purpose, amountMinor, receivedOn, policyId });
  await receivePayments(ctx, [{ payment, applications: [] }]);
  const details = { amountMinor: amountMinor.toString(), reference: input.reference };
  await recordAudit(ctx, { action: "payments:record", accountId, subjectIds: [payment.id], details });
  return payment.id;
};
