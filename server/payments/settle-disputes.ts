import { lockAccount } from "@/server/accounts";
import { holdCollections, planCollection } from "@/server/invoices";
import { addDays, DomainError, dayInZone, invariant, maxInstant, type PlainDate } from "@/server/kernel";
import { bookEntries } from "@/server/ledger";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { getSeller } from "@/server/sellers";
import { type DisputeState, disputeMoves, disputePostings } from "./core";
import {
  type Dispute,
  decideDispute,
  insertDispute,
  listDisputesOfPayments,
  listInvoicesOfPayment,
  listOpenDisputesOfInvoices,
  saveHeldCollections,
} from "./disputes-store";
import { disputeDecided, disputeOpened } from "./events";
import type { Gateway, ToldDispute } from "./gateways/gateway";
import { getPayment, type Payment } from "./payments-store";

/**
 * Asks the gateway what banks dispute of a payment, and books what is new of it: in whatever order and however often news
 * of it came, each dispute is opened once and decided once.
 */
export const settleDisputes = async (ctx: ServiceContext, gateway: Gateway, paymentId: string): Promise<void> => {
  const told = await gateway.listDisputes(paymentId);
  if (told.length === 0) return;
  const { accountId } = await getPayment(ctx, paymentId);
  await inTransaction(ctx, async (inner) => {
    await lockAccount(inner, accountId);
    const payment = await getPayment(inner, paymentId);
    requireReceived(payment);
    const known = await listDisputesOfPayments(inner, [paymentId]);
    const { timeZone } = await getSeller(inner, payment.sellerId);
    const day = dayInZone(inner.now, timeZone);
    for (const one of told) await settle(inner, { payment, day, told: one, known: findIn(known, one) });
  });
};

// What was never booked as received cannot be booked as disputed: the news is tried again once it was.
const requireReceived = ({ state }: Payment): void => {
  if (state === "succeeded" || state === "settled") return;
  const message = "This payment is disputed before it was received. Its dispute waits for it.";
  throw new DomainError("conflict", "dispute.payment_not_received", message);
};

const findIn = (known: readonly Dispute[], { disputeId }: ToldDispute): Dispute | null =>
  known.find(({ gatewayDisputeId }) => gatewayDisputeId === disputeId) ?? null;

type News = {
  readonly payment: Payment;
  readonly day: PlainDate;
  readonly told: ToldDispute;
  readonly known: Dispute | null;
};

const settle = async (ctx: TransactionContext, news: News): Promise<void> => {
  let { known } = news;
  for (const to of disputeMoves(known?.state ?? null, news.told.status)) {
    if (to === "open") known = await open(ctx, news);
    else {
      invariant(known, "A dispute that is decided was opened.");
      await decide(ctx, known, { state: to, decidedOn: news.day });
    }
  }
};

/** Its money is gone for the time being, and nothing of its invoices is collected until it is decided. */
const open = async (ctx: TransactionContext, { payment, day, told }: News): Promise<Dispute> => {
  const { id: paymentId, accountId, sellerId, currency, gateway, policyId } = payment;
  const held = await holdCollections(ctx, await listInvoicesOfPayment(ctx, paymentId));
  const dispute: Dispute = {
    ...{ id: makeId("dsp"), paymentId, accountId, sellerId, currency, gateway, policyId },
    ...{ gatewayDisputeId: told.disputeId, amountMinor: told.amountMinor, reason: told.reason },
    ...{ state: "open", openedOn: day, decidedOn: null },
    respondByOn: told.respondInDays === null ? null : addDays(day, told.respondInDays),
    heldCollections: held.map(({ invoiceId, collectAt }) => ({ invoiceId, collectAt: collectAt.toISOString() })),
  };
  await insertDispute(ctx, dispute);
  await book(ctx, dispute, { to: "open", day });
  emitAll(ctx, disputeOpened, [dispute.id]);
  return dispute;
};

const decide = async (
  ctx: TransactionContext,
  dispute: Dispute,
  decision: { readonly state: DisputeState; readonly decidedOn: PlainDate },
): Promise<void> => {
  await decideDispute(ctx, dispute, decision);
  await book(ctx, dispute, { to: decision.state, day: decision.decidedOn });
  await takeUpCollections(ctx, dispute);
  emitAll(ctx, disputeDecided, [dispute.id]);
};

/** Collects again what was held, unless another dispute over the same invoices is still open: then that one holds it. */
const takeUpCollections = async (ctx: TransactionContext, { paymentId, heldCollections }: Dispute): Promise<void> => {
  if (heldCollections.length === 0) return;
  const [other] = await listOpenDisputesOfInvoices(ctx, await listInvoicesOfPayment(ctx, paymentId));
  if (other) return saveHeldCollections(ctx, other.id, [...other.heldCollections, ...heldCollections]);
  for (const { invoiceId, collectAt } of heldCollections) {
    await planCollection(ctx, invoiceId, maxInstant(ctx.now, new Date(collectAt)));
  }
};

const book = async (
  ctx: TransactionContext,
  dispute: Dispute,
  { to, day }: { readonly to: DisputeState; readonly day: PlainDate },
): Promise<void> => {
  const { id, accountId, sellerId, policyId, amountMinor, paymentId } = dispute;
  const source = { kind: to === "open" ? ("dispute" as const) : ("dispute_decision" as const), id };
  const postings = disputePostings(dispute, to);
  await bookEntries(ctx, [{ sellerId, accountId, postedOn: day, source, policyId, postings }]);
  const details = { paymentId, amountMinor: amountMinor.toString(), outcome: to };
  const action = to === "open" ? "payments:open_dispute" : "payments:decide_dispute";
  await recordAudit(ctx, { action, accountId, subjectIds: [id], details });
};
