import { lockAccount } from "@/server/accounts";
import { DomainError } from "@/server/kernel";
import { inTransaction, recordAudit, requireAccountAct, type ServiceContext } from "@/server/platform";
import { listSubscriptionsOfAccounts } from "@/server/subscriptions";
import { goesOn } from "@/server/subscriptions/core";
import {
  chooseDefault,
  deletePaymentMethod,
  getPaymentMethod,
  listPaymentMethods,
  type PaymentMethod,
} from "./payment-methods-store";

/** From now on this card is charged by itself; tells which one was before, for whoever wants it back. */
export const makeDefaultPaymentMethod = (
  ctx: ServiceContext,
  { methodId }: { readonly methodId: string },
): Promise<{ readonly formerId: string | null }> =>
  inTransaction(ctx, async (inner) => {
    const { accountId } = await getPaymentMethod(inner, methodId);
    requireAccountAct(inner.actor, accountId, "pay");
    await lockAccount(inner, accountId);
    const { former } = await readAgain(inner, accountId, methodId);
    if (former?.id === methodId) return { formerId: null };
    await chooseDefault(inner, accountId, methodId);
    await recordAudit(inner, {
      action: "payments:make_default_payment_method",
      accountId,
      subjectIds: [methodId],
      details: { formerId: former?.id ?? null },
    });
    return { formerId: former?.id ?? null };
  });

/**
 * Forgets a card. The last one of an account that still subscribes stays, because its next invoice could not be taken;
 * where the default goes, the newest of the others stands in.
 */
export const removePaymentMethod = (ctx: ServiceContext, { methodId }: { readonly methodId: string }): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const { accountId } = await getPaymentMethod(inner, methodId);
    requireAccountAct(inner.actor, accountId, "pay");
    await lockAccount(inner, accountId);
    const { method, others } = await readAgain(inner, accountId, methodId);
    if (others.length === 0 && (await subscribes(inner, accountId))) throw lastCard();
    await deletePaymentMethod(inner, method);
    const heir = [...others].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
    if (method.isDefault && heir) await chooseDefault(inner, accountId, heir.id);
    await recordAudit(inner, { action: "payments:remove_payment_method", accountId, subjectIds: [methodId] });
  });

const lastCard = () =>
  new DomainError(
    "invalid_state",
    "payment_method.last_of_subscription",
    "This is the only card of an account with a subscription. Add another one in its place.",
  );

// The account is locked by now: what was read before may have changed hands.
const readAgain = async (ctx: ServiceContext, accountId: string, methodId: string) => {
  const methods = await listPaymentMethods(ctx, accountId);
  const others = methods.filter(({ id }) => id !== methodId);
  const method: PaymentMethod = methods.find(({ id }) => id === methodId) ?? (await getPaymentMethod(ctx, methodId));
  return { method, others, former: methods.find(({ isDefault }) => isDefault) };
};

const subscribes = async (ctx: ServiceContext, accountId: string): Promise<boolean> =>
  (await listSubscriptionsOfAccounts(ctx, [accountId])).some(goesOn);
