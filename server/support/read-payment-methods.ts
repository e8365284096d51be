import { getAccount } from "@/server/accounts";
import { dayInZone } from "@/server/kernel";
import { type CardExpiry, cardExpiry, listPaymentMethods, type PaymentMethod } from "@/server/payments";
import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { listSubscriptionsOfAccounts } from "@/server/subscriptions";
import { goesOn } from "@/server/subscriptions/core";
import { nameSubscriptions } from "./name-subscriptions";
import { readRecovery, type ToRecover } from "./read-recovery";

export type CardOfAccount = Pick<
  PaymentMethod,
  "id" | "brand" | "last4" | "expiryMonth" | "expiryYear" | "isDefault"
> & {
  readonly expiry: CardExpiry;
  /** The names of the subscriptions that are charged to it by themselves. */
  readonly usedFor: readonly string[];
};

export type PaymentMethodsPage = {
  readonly cards: readonly CardOfAccount[];
  /** What is overdue or was declined, and can be paid with a new card at once. */
  readonly owed: readonly ToRecover[];
};

/** The cards of an account with what each is for. */
export const readPaymentMethods = async (ctx: ServiceContext, accountId: string): Promise<PaymentMethodsPage> => {
  requireAccountAct(ctx.actor, accountId, "read_money");
  const [{ timeZone }, methods, subscriptions, owed] = [
    await getAccount(ctx, accountId),
    await listPaymentMethods(ctx, accountId),
    await listSubscriptionsOfAccounts(ctx, [accountId]),
    await readRecovery(ctx, accountId),
  ];
  const names = (await nameSubscriptions(ctx, subscriptions.filter(goesOn))).flatMap((subscription) =>
    subscription.names.slice(0, 1),
  );
  const today = dayInZone(ctx.now, timeZone);
  const cards = methods.map((method) => ({
    id: method.id,
    brand: method.brand,
    last4: method.last4,
    expiryMonth: method.expiryMonth,
    expiryYear: method.expiryYear,
    isDefault: method.isDefault,
    expiry: cardExpiry(method, today),
    usedFor: method.isDefault ? names : [],
  }));
  return { cards, owed };
};
