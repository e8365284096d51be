import { lockAccount } from "@/server/accounts";
import { listAccountsOfCorrections } from "@/server/corrections";
import { listOpenInvoicesOfAccounts, listSubscriptionsOfInvoice, planCollection } from "@/server/invoices";
import { invariant } from "@/server/kernel";
import {
  countFailedCollections,
  type FailedCollection,
  listAccountsOfPayments,
  listFailedCollections,
  takeFailedCollection,
} from "@/server/payments";
import { emitAll, inTransaction, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import {
  endSubscriptions,
  getPolicy,
  listAccountsInDunning,
  markPastDue,
  recoverSubscriptions,
  subscriptionChanged,
  suspendSubscriptions,
} from "@/server/subscriptions";
import { retryAt } from "./core";

export type DunningScope = { readonly sellerId?: string };

const pageSize = 200;

/**
 * What follows from collections that failed: the next attempt by the policy of the invoice, or after the last one its
 * final action; and the end of dunning for accounts that owe nothing of it any more. Asked again it finds nothing.
 */
export const runDunning = async (ctx: ServiceContext, scope: DunningScope = {}): Promise<void> => {
  await followUpFailures(ctx, scope);
  await recoverAccounts(ctx, await listAccountsInDunning(ctx, scope));
};

/** The first part alone: for whoever hears of a failure. */
export const followUpFailures = async (ctx: ServiceContext, scope: DunningScope = {}): Promise<void> => {
  for (;;) {
    const failures = await listFailedCollections(ctx, { ...scope, limit: pageSize });
    for (const failure of failures) await followUp(ctx, failure);
    if (failures.length < pageSize) return;
  }
};

/** The second part for these payments' accounts: for whoever hears that money came. */
export const recoverPayers = async (ctx: ServiceContext, paymentIds: readonly string[]): Promise<void> =>
  recoverAccounts(ctx, await listAccountsOfPayments(ctx, paymentIds));

/** The same for the accounts of notes, voids and write-offs: what is closed so is owed no more. */
export const recoverCorrected = async (ctx: ServiceContext, correctionIds: readonly string[]): Promise<void> =>
  recoverAccounts(ctx, await listAccountsOfCorrections(ctx, correctionIds));

const recoverAccounts = async (ctx: ServiceContext, accountIds: readonly string[]): Promise<void> => {
  for (let at = 0; at < accountIds.length; at += pageSize) {
    const page = accountIds.slice(at, at + pageSize);
    const owing = await listOwingAccounts(ctx, page);
    for (const accountId of page) if (!owing.has(accountId)) await recoverIfPaid(ctx, accountId);
  }
};

/** Those of these accounts of which an invoice whose collection failed is still open. */
const listOwingAccounts = async (ctx: ServiceContext, accountIds: readonly string[]): Promise<Set<string>> => {
  const open = await listOpenInvoicesOfAccounts(ctx, accountIds);
  const failed = await countFailedCollections(
    ctx,
    open.map(({ invoiceId }) => invoiceId),
  );
  return new Set(open.filter(({ invoiceId }) => failed.has(invoiceId)).map(({ accountId }) => accountId));
};

const followUp = (ctx: ServiceContext, failure: FailedCollection): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const account = await lockAccount(inner, failure.accountId);
    if (!(await takeFailedCollection(inner, failure.paymentId))) return;
    const failures = (await countFailedCollections(inner, [failure.invoiceId])).get(failure.invoiceId);
    invariant(failures, "A failure that is followed up is counted.");
    const { collection } = await getPolicy(inner, failure.policyId);
    await markPastDue(inner, account.id);
    const delay = collection.retryDelays[failures - 1];
    if (delay === undefined) await takeFinalAction(inner, failure.invoiceId, collection.finalAction);
    else await planCollection(inner, failure.invoiceId, retryAt(failure.failedAt, delay, account.timeZone));
    await recordAudit(inner, {
      action: "dunning:follow_up",
      accountId: account.id,
      subjectIds: [failure.invoiceId, failure.paymentId],
      details: { failures },
    });
  });

const takeFinalAction = async (
  ctx: TransactionContext,
  invoiceId: string,
  action: "cancel" | "suspend" | "keep",
): Promise<void> => {
  if (action === "keep") return;
  const ids = await listSubscriptionsOfInvoice(ctx, invoiceId);
  if (action === "cancel") {
    return endSubscriptions(ctx, ids);
  }
  await suspendSubscriptions(ctx, ids);
  emitAll(ctx, subscriptionChanged, ids);
};

const recoverIfPaid = (ctx: ServiceContext, accountId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    await lockAccount(inner, accountId);
    if ((await listOwingAccounts(inner, [accountId])).size > 0) return;
    const recovered = await recoverSubscriptions(inner, accountId);
    if (recovered.length === 0) return;
    await recordAudit(inner, { action: "dunning:recover", accountId, subjectIds: recovered });
    emitAll(inner, subscriptionChanged, recovered);
  });
