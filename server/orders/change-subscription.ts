import { type Account, getAccount, lockAccount } from "@/server/accounts";
import {
  billOrderLines,
  chargesOfLives,
  meetCharges,
  saveBilledLives,
  settleOrderLines,
  type TakenUp,
  takeUpSubscription,
} from "@/server/billing";
import {
  type NamedLine,
  nameLine,
  nextDue,
  type PricedDocument,
  planFutureLines,
  priceDocument,
  ratePlanIn,
} from "@/server/billing/core";
import { listPublishedRatePlans } from "@/server/catalog";
import { DomainError, type InvoiceId, localDayOf, type OrderId, type PlainDate } from "@/server/kernel";
import {
  emitAll,
  inTransaction,
  makeId,
  recordAudit,
  requirePermission,
  type ServiceContext,
  type TransactionContext,
} from "@/server/platform";
import { listCoupons } from "@/server/promotions";
import { nextChangePosition } from "@/server/subscriptions";
import { decideTax } from "@/server/tax/core";
import {
  byConvention,
  type ChangeConvention,
  changePreviewId,
  conventionsBeside,
  lastingFrom,
  type PlannedChange,
  planChange,
  type SubscriptionAction,
} from "./core";
import { changePlaced } from "./events";
import { insertOrder } from "./orders-store";
import { refusalError } from "./preview-order";

export type ChangeInput = {
  readonly subscriptionId: string;
  readonly action: SubscriptionAction;
  /** What is agreed otherwise than in the policy, for this change alone. */
  readonly convention?: ChangeConvention;
};

export type FutureInvoice = { readonly on: PlainDate; readonly document: PricedDocument };

export type PreviewedChange = {
  readonly account: Account;
  readonly taken: TakenUp;
  readonly planned: PlannedChange;
  readonly lines: readonly NamedLine[];
  /** All lines of the change, taxed as one document, whether they are billed at once or wait. */
  readonly document: PricedDocument;
  readonly dueNowMinor: bigint;
  readonly future: readonly FutureInvoice[];
  readonly previewId: string;
};

const futureShown = 3;

/** What a change would do and cost: nothing is stored; placing takes the same way. */
export const previewChange = async (ctx: ServiceContext, input: ChangeInput): Promise<PreviewedChange> => {
  requirePermission(ctx.actor, "subscriptions:change");
  const taken = await takeUpSubscription(ctx, input.subscriptionId);
  return decideChange(ctx, input, taken, await getAccount(ctx, taken.stored.accountId));
};

export type ComparedChange = Pick<PreviewedChange, "document" | "dueNowMinor"> & {
  readonly convention: ChangeConvention;
};

/** What a previewed change would come to by each convention that the policy does not have; nothing of one that waits. */
export const compareConventions = async (
  ctx: ServiceContext,
  input: ChangeInput,
  { account, taken, planned }: PreviewedChange,
): Promise<ComparedChange[]> => {
  requirePermission(ctx.actor, "subscriptions:change");
  if (waits(taken, planned)) return [];
  const compared: ComparedChange[] = [];
  for (const convention of conventionsBeside(taken.policy.service, input.action.action === "cancel")) {
    const { document, dueNowMinor } = await decideChange(ctx, { ...input, convention }, taken, account);
    compared.push({ convention, document, dueNowMinor });
  }
  return compared;
};

const agreedFor = (taken: TakenUp, convention: ChangeConvention | undefined): TakenUp => {
  if (!convention) return taken;
  const policy = { ...taken.policy, ...byConvention(taken.policy, convention) };
  return { ...taken, policy, basis: { ...taken.basis, policy: policy.service } };
};

const waits = ({ life }: TakenUp, planned: PlannedChange): boolean => planned.life.waiting.length > life.waiting.length;

/** A change that waits is taken by the run of its day, which knows the policy alone. */
const requireEffect = (taken: TakenUp, planned: PlannedChange, convention: ChangeConvention | undefined): void => {
  if (!convention || !waits(taken, planned)) return;
  throw new DomainError(
    "invalid_input",
    "subscription.convention",
    "Another rule can be chosen only for a change that takes effect now. Let it take effect now, or keep the rule.",
    { field: "convention" },
  );
};

const decideChange = async (
  ctx: ServiceContext,
  { subscriptionId, action, convention }: ChangeInput,
  found: TakenUp,
  account: Account,
): Promise<PreviewedChange> => {
  const taken = agreedFor(found, convention);
  const planned = planChange(
    {
      life: taken.life,
      basis: taken.basis,
      conventions: taken.policy,
      ratePlans: await listPublishedRatePlans(ctx, { keys: planKeys(action) }),
      coupons: lastingFrom(await listCoupons(ctx, taken.seller.id, couponKeys(action)), taken.now, taken.basis.zone),
      position: await nextChangePosition(ctx, subscriptionId),
    },
    action,
    taken.now,
  );
  if (!planned.ok) throw refusalError(planned);
  requireEffect(found, planned, convention);
  await meetCharges(ctx, taken.sold, chargesOfLives([planned.life]));
  const lines = planned.lines.map((line) => nameLine(line, taken.naming));
  const { currency } = taken.basis;
  const { invoice } = await settleOrderLines(ctx, { ...billedTo(taken, account), orderId: null, lines });
  const document = invoice?.document ?? price(taken, account, lines, localDayOf(taken.now, taken.basis.zone));
  const dueNowMinor = invoice && invoice.document.total.minor > 0n ? invoice.document.total.minor : 0n;
  const future = futureOf(taken, planned, account);
  const promised = future.map(({ on, document: { total } }) => ({ on, totalMinor: total.minor }));
  const previewId = changePreviewId({
    subscriptionId,
    action,
    convention,
    life: planned.life,
    currency,
    document,
    dueNowMinor,
    future: promised,
  });
  return { account, taken, planned, lines, document, dueNowMinor, future, previewId };
};

const planKeys = (action: SubscriptionAction): string[] =>
  action.action === "change_plan" ? action.ratePlans.map(({ key }) => key) : [];

const couponKeys = (action: SubscriptionAction): readonly string[] => {
  if (action.action === "apply_coupon") return [action.coupon];
  return action.action === "change_plan" ? (action.coupons ?? []) : [];
};

const billedTo = ({ seller, policy, basis }: TakenUp, account: Account) => ({
  account,
  seller,
  policy,
  currency: basis.currency,
});

const price = (
  { seller, policy, basis }: TakenUp,
  account: Account,
  lines: readonly NamedLine[],
  day: PlainDate,
): PricedDocument =>
  priceDocument(lines, basis.currency, {
    decision: decideTax(seller.country, account, day),
    level: policy.documents.taxLevel,
    rounding: policy.service.rounding,
  });

const futureOf = (taken: TakenUp, { life }: PlannedChange, account: Account): FutureInvoice[] =>
  planFutureLines(life, taken.basis, futureShown).map(({ on, lines }) => ({
    on,
    document: price(
      taken,
      account,
      lines.map((line) => nameLine(line, taken.naming)),
      on,
    ),
  }));

export type PlacedChange = { readonly orderId: OrderId; readonly invoiceId: InvoiceId | null };

/** Places what was previewed, or refuses: another preview id changes nothing. */
export const placeChange = (
  ctx: ServiceContext,
  input: ChangeInput & { readonly previewId: string },
): Promise<PlacedChange> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "subscriptions:change");
    const found = await takeUpSubscription(inner, input.subscriptionId);
    const account = await lockAccount(inner, found.stored.accountId);
    // Read again under the lock: another change may have been placed meanwhile.
    const taken = await takeUpSubscription(inner, input.subscriptionId);
    const previewed = await decideChange(inner, input, taken, account);
    if (previewed.previewId !== input.previewId) {
      throw new DomainError(
        "conflict",
        "order.preview_stale",
        "The subscription has changed meanwhile. Look at the new amounts, then confirm.",
        { previewId: previewed.previewId },
      );
    }
    return applyChange(inner, input, previewed);
  });

/** The same without a promise to keep: for the system, which shows nobody a preview. */
export const changeSubscription = (ctx: ServiceContext, input: ChangeInput): Promise<PlacedChange> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "subscriptions:change");
    const found = await takeUpSubscription(inner, input.subscriptionId);
    const account = await lockAccount(inner, found.stored.accountId);
    const taken = await takeUpSubscription(inner, input.subscriptionId);
    return applyChange(inner, input, await decideChange(inner, input, taken, account));
  });

const applyChange = async (
  ctx: TransactionContext,
  { subscriptionId, action, convention }: ChangeInput,
  { account, taken, planned, lines, document, dueNowMinor, previewId }: PreviewedChange,
): Promise<PlacedChange> => {
  const { stored, seller, basis } = taken;
  const orderId: OrderId = makeId("ord");
  await insertOrder(ctx, {
    id: orderId,
    accountId: account.id,
    sellerId: seller.id,
    draftId: null,
    currency: basis.currency,
    status: "completed",
    settlement: "on_account",
    draft: {
      buyer: { kind: account.kind, country: account.country, taxId: account.taxId },
      currency: basis.currency,
      actions: [],
      change: { subscriptionId, action, ...(convention ? { convention } : {}) },
    },
    previewHash: previewId,
    effectiveOn: localDayOf(taken.now, basis.zone),
    effectiveAt: taken.now.kind === "instant" ? taken.now.at : null,
    totalMinor: dueNowMinor,
    taxMinor: dueNowMinor > 0n ? document.tax.minor : 0n,
    failureReason: null,
    resumableUntil: null,
    placedAt: ctx.now,
    completedAt: ctx.now,
    expiresAt: ctx.now,
  });
  await saveBilledLives(ctx, [{ stored, before: taken.life, ...planned, nextDue: nextDue(planned.life, basis.zone) }], {
    ratePlanOf: ratePlanIn(taken.sold),
    orderId,
  });
  const invoiceId = await billOrderLines(ctx, { ...billedTo(taken, account), orderId, lines });
  emitAll(ctx, changePlaced, [orderId]);
  await recordAudit(ctx, {
    action: `subscriptions:${action.action}`,
    accountId: account.id,
    subjectIds: [subscriptionId, orderId],
  });
  return { orderId, invoiceId };
};
