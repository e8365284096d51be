import { lockAccount } from "@/server/accounts";
import { DomainError, dayInZone, invariant } from "@/server/kernel";
import { inTransaction, requireMayGive, type ServiceContext } from "@/server/platform";
import { getSeller } from "@/server/sellers";
import type { CreditMovement } from "./core";
import { findMovementOfRequest, type StoredMovement } from "./credit-store";
import { moveCredit } from "./move-credit";

export type GrantCredit = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reason: string;
  /** The same key grants once, however often it is asked. */
  readonly requestKey: string;
  readonly policyId?: number;
};

/** Gives an account money to pay its next invoices of this seller with, booked as promotion expense. */
export const grantCredit = (ctx: ServiceContext, input: GrantCredit): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    await lockAccount(inner, input.accountId);
    requireMayGive(inner.actor, "credits:grant", input);
    const earlier = await findMovementOfRequest(inner, input.accountId, input.requestKey);
    if (earlier) return sameGrant(earlier, input);
    const seller = await getSeller(inner, input.sellerId);
    checkGrant(input, seller.currencies);
    const movement: CreditMovement = {
      accountId: input.accountId,
      sellerId: seller.id,
      currency: input.currency,
      kind: "granted",
      amountMinor: input.amountMinor,
      movedOn: dayInZone(inner.now, seller.timeZone),
      reason: input.reason.trim(),
      requestKey: input.requestKey,
      policyId: input.policyId ?? 1,
      ...{ invoiceId: null, creditNoteId: null, paymentId: null },
    };
    const [id] = await moveCredit(inner, [movement]);
    invariant(id, "A movement has an id.");
    return id;
  });

const sameGrant = (earlier: StoredMovement, input: GrantCredit): string => {
  const isSame =
    earlier.kind === "granted" &&
    earlier.amountMinor === input.amountMinor &&
    earlier.currency === input.currency &&
    earlier.sellerId === input.sellerId;
  if (isSame) return earlier.id;
  throw new DomainError("conflict", "request.key_reused", "This was asked for with other amounts. Start again.", {
    field: "requestKey",
  });
};

const checkGrant = ({ amountMinor, currency, reason }: GrantCredit, currencies: readonly string[]): void => {
  if (amountMinor <= 0n) {
    throw new DomainError("invalid_input", "credit.amount", "Give an amount above zero.", { field: "amount" });
  }
  if (!currencies.includes(currency)) {
    const message = `This seller bills in ${currencies.join(", ")}. Choose one of them.`;
    throw new DomainError("invalid_input", "credit.currency", message, { field: "currency" });
  }
  if (reason.trim() === "") {
    throw new DomainError("invalid_input", "credit.reason", "Give a reason.", { field: "reason" });
  }
};
