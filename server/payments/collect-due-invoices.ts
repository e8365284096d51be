import { lockAccounts, lockFreeAccounts } from "@/server/accounts";
import {
  type CollectionScope,
  listAccountsToCollect,
  type OpenInvoice,
  takeInvoicesToCollect,
} from "@/server/invoices";
import { inTransaction, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import { createPayments } from "./create-payment";
import { countFailedCollections } from "./failed-collections";
import { listDefaultMethods } from "./payment-methods-store";
import { listPurposesUnderWay } from "./payments-store";
import { type GatewayAccess, submitInvoicePayments } from "./settle-invoice-payments";

const batchSize = 500;
// So few that the gateway has answered for all of them before anybody would ask after the first.
const settledAtOnce = 50;

export type CollectedInvoices = { readonly collectedCount: number };

/**
 * Charges the saved card of every account whose day of collection has come. The intents of a batch are committed, then
 * the gateway is called for a few at a time, then the outcomes are committed, some together; an invoice is taken once, so
 * that asked again nothing is charged twice. Accounts that somebody holds come last and are waited for: nobody comes
 * back for them before the next sweep. An account without a card keeps its invoice open.
 */
export const collectDueInvoices = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  scope: CollectionScope = {},
): Promise<CollectedInvoices> => {
  let collectedCount = 0;
  for (;;) {
    const accountIds = await listAccountsToCollect(ctx, { ...scope, limit: batchSize });
    if (accountIds.length === 0) return { collectedCount };
    const paymentIds = await inTransaction(ctx, (inner) => recordIntents(inner, { access, scope, accountIds }));
    for (let at = 0; at < paymentIds.length; at += settledAtOnce) {
      await submitInvoicePayments(ctx, access, paymentIds.slice(at, at + settledAtOnce));
    }
    collectedCount += paymentIds.length;
  }
};

type IntentsToRecord = {
  readonly access: GatewayAccess;
  readonly scope: CollectionScope;
  readonly accountIds: readonly string[];
};

/** Those of the accounts that are free; of none, the first as soon as it is let go. */
const lockToCollect = async (ctx: TransactionContext, accountIds: readonly string[]): Promise<string[]> => {
  const free = await lockFreeAccounts(ctx, accountIds);
  if (free.length > 0) return free.map(({ account }) => account.id);
  return (await lockAccounts(ctx, accountIds.slice(0, 1))).map(({ id }) => id);
};

const recordIntents = async (
  ctx: TransactionContext,
  { access, scope, accountIds }: IntentsToRecord,
): Promise<string[]> => {
  const locked = await lockToCollect(ctx, accountIds);
  const taken = await takeInvoicesToCollect(ctx, locked, scope);
  const methods = await listDefaultMethods(ctx, locked);
  const underWay = await listPurposesUnderWay(
    ctx,
    "invoice",
    taken.map(({ invoiceId }) => invoiceId),
  );
  const failed = await countFailedCollections(
    ctx,
    taken.map(({ invoiceId }) => invoiceId),
  );
  // What is asked for the first time comes before what is tried again.
  const isRetry = ({ invoiceId }: OpenInvoice): number => (failed.has(invoiceId) ? 1 : 0);
  const intents = taken
    .filter(({ invoiceId }) => !underWay.has(invoiceId))
    .sort((a, b) => isRetry(a) - isRetry(b))
    .flatMap((invoice) => {
      const method = methods.get(invoice.accountId);
      return method ? [intentOf(access, invoice, method.gatewayMethodId)] : [];
    });
  const paymentIds = await createPayments(ctx, intents);
  if (taken.length > 0) {
    await recordAudit(ctx, { action: "payments:collect", accountId: null, subjectIds: paymentIds });
  }
  return paymentIds;
};

const intentOf = (access: GatewayAccess, invoice: OpenInvoice, savedMethodId: string) => ({
  accountId: invoice.accountId,
  sellerId: invoice.sellerId,
  currency: invoice.currency,
  amountMinor: invoice.balanceMinor,
  gateway: access.gateway.name,
  purpose: { kind: "invoice", id: invoice.invoiceId },
  methodToken: null,
  savedMethodId,
  policyId: invoice.policyId,
  isCollection: true,
});
