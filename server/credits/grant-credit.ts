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

/**
 * Gives an account money to pay its next invoices of this seller with, booked as promotion expense. Answers with the id
 * of the movement.
 */
export const grantCredit = (ctx: ServiceContext, input: CreditAsked): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    await lockAccount(inner, input.accountId);
    requireMayGive(inner.actor, "credits:grant", input);
    return openGrant(inner, input, { kind: "granted", terms: toTerms("promotional", input) });
  });

/**
 * Keeps money that is paid ahead as credit. Whoever calls has checked the right to it, and says how it is received,
 * which is done once.
 */
export const keepPrepaid = (
  ctx: TransactionContext,
  input: CreditAsked,
  receive: () => Promise<string>,
): Promise<string> => openGrant(ctx, input, { kind: "prepaid", terms: toTerms("paid", input), receive });

type Opening = {
  readonly kind: CreditKind;
  readonly terms: GrantTerms;
  /** Answers with the payment that it was paid with. */
  readonly receive?: () => Promise<string>;
};

const openGrant = async (
  ctx: TransactionContext,
  input: CreditAsked,
  { kind, terms, receive }: Opening,
): Promise<string> => {
  const { accountId, currency, amountMinor, requestKey } = input;
  const account = await lockAccount(ctx, accountId);
  const earlier = await findMovementOfRequest(ctx, accountId, requestKey);
  if (earlier) return sameGrant(ctx, earlier, { ...input, kind, terms });
  const seller = await checkCredit(ctx, account, { asked: input, terms });
  const paymentId = receive ? await receive() : null;
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
      ...{ movedOn: dayInZone(ctx.now, seller.timeZone), policyId: seller.policyId },
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
  input: CreditAsked & Pick<Opening, "kind" | "terms">,
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
