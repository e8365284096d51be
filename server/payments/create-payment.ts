import { DomainError, type PaymentId } from "@/server/kernel";
import { makeId, recordAudit, type TransactionContext, violates } from "@/server/platform";
import { insertPayment, insertTransition, secondsFromNow } from "./payments-store";

export type PaymentIntent = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly gateway: string;
  /** Opaque to payments: what the money is for. */
  readonly purpose: { readonly kind: string; readonly id: string };
  readonly methodToken: string | null;
  readonly policyId: number;
};

/** Commits the intent to take money; at most one payment per purpose is open. The gateway is called afterwards. */
export const createPayment = async (ctx: TransactionContext, intent: PaymentIntent): Promise<PaymentId> => {
  const id = makeId("pay");
  const { purpose, ...kept } = intent;
  try {
    await insertPayment(ctx, {
      ...kept,
      id,
      purposeKind: purpose.kind,
      purposeId: purpose.id,
      state: "created",
      createdAt: ctx.now,
      checkAfter: secondsFromNow(15),
    });
  } catch (error) {
    if (!violates(error, "payments_one_open_per_purpose")) throw error;
    throw new DomainError("conflict", "payment.already_open", "A payment for this is already under way.");
  }
  await insertTransition(ctx, {
    payment: { id, accountId: intent.accountId },
    from: null,
    to: "created",
    cause: "intent",
  });
  await recordAudit(ctx, { action: "payments:create", accountId: intent.accountId, subjectIds: [id] });
  return id;
};
