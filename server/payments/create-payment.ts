import { DomainError, invariant, type PaymentId } from "@/server/kernel";
import { makeId, recordAudit, type TransactionContext, violates } from "@/server/platform";
import { insertFirstTransitions, insertPayments, secondsFromNow } from "./payments-store";

export type PaymentIntent = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly gateway: string;
  /** Opaque to payments: what the money is for. */
  readonly purpose: { readonly kind: string; readonly id: string };
  readonly methodToken: string | null;
  /** The gateway's id of a card on file, instead of a token. */
  readonly savedMethodId?: string;
  readonly policyId: number;
  /** Whether a card on file is charged without anybody asking. */
  readonly isCollection?: boolean;
};

/** Commits the intent to take money; at most one payment per purpose is open. The gateway is called afterwards. */
export const createPayment = async (ctx: TransactionContext, intent: PaymentIntent): Promise<PaymentId> => {
  try {
    const [id] = await createPayments(ctx, [intent]);
    invariant(id, "An intent makes a payment.");
    return id;
  } catch (error) {
    if (!violates(error, "payments_one_open_per_purpose")) throw error;
    throw new DomainError("conflict", "payment.already_open", "A payment for this is already under way.");
  }
};

/** The same for many purposes at once, none of which may have a payment under way. */
export const createPayments = async (
  ctx: TransactionContext,
  intents: readonly PaymentIntent[],
): Promise<PaymentId[]> => {
  if (intents.length === 0) return [];
  const created = intents.map((intent) => ({ intent, id: makeId("pay") }));
  const payments = insertPayments(
    ctx,
    created.map(({ intent: { purpose, ...kept }, id }) => ({
      ...kept,
      id,
      purposeKind: purpose.kind,
      purposeId: purpose.id,
      state: "created" as const,
      createdAt: ctx.now,
      checkAfter: secondsFromNow(15),
    })),
  );
  const transitions = insertFirstTransitions(
    ctx,
    created.map(({ intent, id }) => ({ id, accountId: intent.accountId })),
  );
  const [only, another] = intents;
  const audit = recordAudit(ctx, {
    action: "payments:create",
    accountId: another ? null : (only?.accountId ?? null),
    subjectIds: created.map(({ id }) => id),
  });
  await Promise.all([payments, transitions, audit]);
  return created.map(({ id }) => id);
};
