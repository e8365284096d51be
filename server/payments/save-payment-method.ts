import { lockAccount } from "@/server/accounts";
import { DomainError } from "@/server/kernel";
import {
  emitAll,
  inTransaction,
  recordAudit,
  requireAccountAct,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { type CardSetup, findOpenCardSetup, finishCardSetup, getCardSetup, insertCardSetup } from "./card-setups-store";
import { paymentMethodSaved } from "./events";
import type { CardOnFile } from "./gateways/gateway";
import { chooseDefault, deletePaymentMethod, keepCard, listPaymentMethods } from "./payment-methods-store";
import type { GatewayAccess } from "./settle-invoice-payments";

export type AgreedPayment = CardSetup["pays"][number];

export type OpenCardSetup = {
  readonly accountId: string;
  /** A card that the new one stands in for: kept, the new one becomes the default and this one goes. */
  readonly replacesId: string | null;
  /** Invoices, with the amounts that were shown, to be paid once the card is kept. */
  readonly pays: readonly AgreedPayment[];
};

/** Opens the gateway's own page that keeps a card: its number is never seen here. */
export const openCardSetup = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  input: OpenCardSetup,
): Promise<{ readonly url: string }> => {
  requireAccountAct(ctx.actor, input.accountId, "pay");
  const { name: gateway } = access.gateway;
  const setupId = await inTransaction(ctx, async (inner) => {
    await lockAccount(inner, input.accountId);
    if (input.replacesId !== null) await requireOwnMethod(inner, input.accountId, input.replacesId);
    const id = await insertCardSetup(inner, { ...input, gateway, pays: [...input.pays] });
    await recordAudit(inner, { action: "payments:open_card_setup", accountId: input.accountId, subjectIds: [id] });
    return id;
  });
  const room = `${access.appOrigin}/account/payment-methods`;
  return access.gateway.openCardSetup({ setupId, returnUrl: `${room}/return/${setupId}`, cancelUrl: room });
};

const requireOwnMethod = async (ctx: ServiceContext, accountId: string, methodId: string): Promise<void> => {
  if ((await listPaymentMethods(ctx, accountId)).some(({ id }) => id === methodId)) return;
  throw new DomainError("not_found", "payment_method.not_found", "There is no such card on this account.");
};

export type SavedPaymentMethod =
  | {
      readonly status: "saved";
      readonly methodId: string;
      /** The card was on file already: its row took the newer date. */
      readonly isKnown: boolean;
      /** What was agreed to be paid with it; empty for whoever comes back a second time. */
      readonly pays: readonly AgreedPayment[];
    }
  | { readonly status: "open" | "unknown" };

/** Keeps the card that was given on the gateway's page, once, however often its payer comes back. */
export const savePaymentMethod = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  setupId: string,
): Promise<SavedPaymentMethod> => {
  const setup = await getCardSetup(ctx, setupId);
  requireAccountAct(ctx.actor, setup.accountId, "pay");
  if (setup.methodId) return { status: "saved", methodId: setup.methodId, isKnown: false, pays: [] };
  const found = await access.gateway.findCardSetup(setup.id);
  if (found.status !== "saved") return found;
  return inTransaction(ctx, (inner) => keep(inner, setup, found.card));
};

/** Whoever left the gateway's page without coming back by it finds the card here all the same; nothing is paid then. */
export const refreshCardSetup = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  accountId: string,
): Promise<void> => {
  const setup = await findOpenCardSetup(ctx, accountId);
  if (setup) await savePaymentMethod(ctx, access, setup.id);
};

const keep = async (
  ctx: TransactionContext,
  { id, accountId }: CardSetup,
  card: CardOnFile,
): Promise<SavedPaymentMethod> => {
  await lockAccount(ctx, accountId);
  const setup = await getCardSetup(ctx, id);
  if (setup.methodId) return { status: "saved", methodId: setup.methodId, isKnown: false, pays: [] };
  const before = await listPaymentMethods(ctx, accountId);
  const { id: methodId, isKnown } = await keepCard(ctx, { accountId, gateway: setup.gateway, card });
  const replaced = before.find((method) => method.id === setup.replacesId && method.id !== methodId);
  if (replaced) await deletePaymentMethod(ctx, replaced);
  if (before.length === 0 || replaced || setup.pays.length > 0) await chooseDefault(ctx, accountId, methodId);
  await finishCardSetup(ctx, id, methodId);
  await recordAudit(ctx, {
    action: "payments:save_payment_method",
    accountId,
    subjectIds: [methodId, ...(replaced ? [replaced.id] : [])],
    details: { isKnown, replacedId: replaced?.id ?? null },
  });
  emitAll(ctx, paymentMethodSaved, [methodId]);
  return { status: "saved", methodId, isKnown, pays: setup.pays };
};
