import { compareDays, DomainError, type PlainDate } from "@/server/kernel";
import { makeId, type TransactionContext } from "@/server/platform";
import {
  insertFirstTransitions,
  insertPayments,
  insertTransitions,
  listPaymentsByIds,
  type Payment,
} from "./payments-store";

/** The name under which money stands that no gateway moved. */
export const externalGatewayName = "external";

export type ReceivedOutside = {
  /** Today, by the seller's day, where not given. */
  readonly receivedOn?: PlainDate;
  readonly method: "transfer" | "cheque" | "cash" | "other";
  /** As the bank or the sender calls it. */
  readonly reference: string;
  /** The same key records once, however often it is asked. */
  readonly requestKey: string;
};

export const checkReceivedOn = (receivedOn: PlainDate, today: PlainDate): void => {
  if (compareDays(receivedOn, today) <= 0) return;
  throw new DomainError("invalid_input", "payment.received_later", "Give a day that has come.", {
    field: "receivedOn",
  });
};

type Received = Required<ReceivedOutside> & {
  readonly of: { readonly accountId: string; readonly sellerId: string; readonly currency: string };
  readonly purpose: { readonly kind: string; readonly id: string };
  readonly amountMinor: bigint;
  readonly policyId: number;
};

export const insertReceived = async (ctx: TransactionContext, received: Received): Promise<Payment> => {
  const { accountId, sellerId, currency } = received.of;
  const { purpose, policyId, requestKey } = received;
  const id = makeId("pay");
  await insertPayments(ctx, [
    {
      ...{ id, accountId, sellerId, currency, amountMinor: received.amountMinor, gateway: externalGatewayName },
      ...{ purposeKind: purpose.kind, purposeId: purpose.id, state: "succeeded", policyId, requestKey },
      ...{ externalMethod: received.method, externalReference: received.reference },
      ...{ createdAt: ctx.now, receivedOn: received.receivedOn, finishedAt: ctx.now },
    },
  ]);
  await insertFirstTransitions(ctx, [{ id, accountId }]);
  await insertTransitions(ctx, [{ payment: { id, accountId }, from: "created", to: "succeeded", cause: "request" }]);
  const [payment] = await listPaymentsByIds(ctx, [id]);
  if (!payment) throw new DomainError("not_found", "payment.not_found", "There is no such payment.");
  return payment;
};
