import { lockAccount } from "@/server/accounts";
import { DomainError, dayInZone, invariant } from "@/server/kernel";
import {
  inTransaction,
  recordAudit,
  requireMayGive,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { type CreditAsked, checkCredit, toTerms } from "./check-terms";
import { type CreditKind, type GrantTerms, sameTerms } from "./core";
import { findMovementOfRequest, type StoredMovement } from "./credit-store";
import { findGrant } from "./grants-store";
import { moveCredit } from "./move-credit";

export type GrantCredit = CreditAsked & { readonly policyId?: number };

/**
 * Gives an account money to pay its next invoices of this seller with, booked as promotion expense. Answers with the id
 * of the movement.
 */
export const grantCredit = (ctx: ServiceContext, input: GrantCredit): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    requireMayGive(inner.actor, "credits:grant", input);
    return openGrant(inner, input, { kind: "granted", terms: toTerms("promotional", input), paymentId: null });
  });

export type PrepaidCredit = CreditAsked & { readonly paymentId: string; readonly policyId: number };

/** Keeps money that was paid ahead as credit. Whoever calls has received the payment and checked the right to it. */
export const keepPrepaid = (ctx: TransactionContext, input: PrepaidCredit): Promise<string> =>
  openGrant(ctx, input, { kind: "prepaid", terms: toTerms("paid", input), paymentId: input.paymentId });

type Opening = {
  readonly kind: CreditKind;
  readonly terms: GrantTerms;
  readonly paymentId: string | null;
};

const openGrant = async (
  ctx: TransactionContext,
  input: GrantCredit,
  { kind, terms, paymentId }: Opening,
): Promise<string> => {
  const { accountId, currency, amountMinor, requestKey } = input;
  const account = await lockAccount(ctx, accountId);
  const earlier = await findMovementOfRequest(ctx, accountId, requestKey);
  if (earlier) return sameGrant(ctx, earlier, { ...input, kind, terms });
  const seller = await checkCredit(ctx, account, { asked: input, terms });
  const reason = input.reason.trim();
  const [id] = await moveCredit(ctx, [
    {
      ...{
        accountId,
        sellerId: seller.id,
        currency,
        kind,
        amountMinor,
        reason,
        requestKey,
        paymentId,
        opens: { terms },
      },
      ...{ movedOn: dayInZone(ctx.now, seller.timeZone), policyId: input.policyId ?? 1 },
      ...{ invoiceId: null, creditNoteId: null },
    },
  ]);
  invariant(id, "A movement has an id.");
  const details = { amountMinor: amountMinor.toString(), currency, reason, ...terms };
  await recordAudit(ctx, { action: "credits:grant", accountId, subjectIds: [id], details });
  return id;
};

const sameGrant = async (
  ctx: TransactionContext,
  earlier: StoredMovement,
  input: GrantCredit & Pick<Opening, "kind" | "terms">,
): Promise<string> => {
  const grant = await findGrant(ctx, earlier.grantId);
  const isSame =
    earlier.kind === input.kind &&
    earlier.amountMinor === input.amountMinor &&
    earlier.currency === input.currency &&
    earlier.sellerId === input.sellerId &&
    grant !== null &&
    sameTerms(grant, input.terms);
  if (isSame) return earlier.id;
  throw new DomainError("conflict", "request.key_reused", "This was asked for with other amounts. Start again.", {
    field: "requestKey",
  });
};
