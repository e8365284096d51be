import type { Account } from "@/server/accounts";
import { chargesOfLives, meetCharges, settleOrderLines, type TakenUp } from "@/server/billing";
import { type NamedLine, nameLine, type PricedDocument, planFutureLines, priceDocument } from "@/server/billing/core";
import { listPublishedRatePlans } from "@/server/catalog";
import type { RatePlan, SalesChannel } from "@/server/catalog/core";
import { comparePoints, DomainError, localDayOf, type PlainDate } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listCoupons } from "@/server/promotions";
import { nextChangePosition } from "@/server/subscriptions";
import type { Coupon, SubscriptionLife } from "@/server/subscriptions/core";
import { decideTax } from "@/server/tax/core";
import { channelOf } from "./channel-of";
import {
  byConvention,
  type ChangeConvention,
  changePreviewId,
  type GivenCoupon,
  lastingFrom,
  type PlannedChange,
  planChange,
  refuse,
  type SubscriptionAction,
  takeCoupons,
} from "./core";
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
  readonly channel: SalesChannel | null;
  readonly planned: PlannedChange;
  readonly lines: readonly NamedLine[];
  /** All lines of the change, taxed as one document, whether they are billed at once or wait. */
  readonly document: PricedDocument;
  readonly dueNowMinor: bigint;
  readonly future: readonly FutureInvoice[];
  readonly previewId: string;
};

const futureShown = 3;

const agreedFor = (taken: TakenUp, convention: ChangeConvention | undefined, now: Date): TakenUp => {
  if (!convention) return taken;
  const policy = { ...taken.policy, ...byConvention(taken.policy, convention) };
  const basis = { ...taken.basis, policy: policy.service };
  // What was promised for an instant is decided for it, however much later.
  const isCounted = convention === "seconds" && taken.now.kind === "day";
  return { ...taken, policy, basis, now: isCounted ? { kind: "instant", at: now } : taken.now };
};

export const waits = ({ life }: TakenUp, planned: PlannedChange): boolean =>
  planned.life.waiting.length > life.waiting.length;

export const movesBoundaries = ({ life, basis }: TakenUp, planned: PlannedChange): boolean =>
  comparePoints(life.grids.grid.base, planned.life.grids.grid.base, basis.zone) !== 0;

/** A change that waits is taken by the run of its day, which knows the policy alone, and whose periods begin with days. */
const requireEffect = (taken: TakenUp, planned: PlannedChange, convention: ChangeConvention | undefined): void => {
  if (convention === "seconds" && movesBoundaries(taken, planned)) {
    throw new DomainError(
      "invalid_input",
      "subscription.convention",
      "Seconds can be counted only where the billing periods stay as they are. Keep the interval, or the rule.",
      { field: "convention" },
    );
  }
  if (!convention || !waits(taken, planned)) return;
  throw new DomainError(
    "invalid_input",
    "subscription.convention",
    "Another rule can be chosen only for a change that takes effect now. Let it take effect now, or keep the rule.",
    { field: "convention" },
  );
};

/** What a change is decided on: the subscription as it was taken up, and what the catalog has of what is asked for. */
export type ChangeGround = {
  readonly taken: TakenUp;
  readonly account: Account;
  /** Through which it was asked for. */
  readonly channel: SalesChannel | null;
  readonly ratePlans: readonly RatePlan[];
  readonly coupons: readonly Coupon[];
  readonly position: number;
};

export const loadChangeGround = async (
  ctx: ServiceContext,
  { subscriptionId, action }: ChangeInput,
  taken: TakenUp,
  account: Account,
): Promise<ChangeGround> => ({
  taken,
  account,
  channel: channelOf(ctx.actor),
  ratePlans: await listPublishedRatePlans(ctx, { keys: planKeys(action) }),
  coupons: couponsOfChange(await listCoupons(ctx, taken.seller.id, couponKeys(action)), taken),
  position: await nextChangePosition(ctx, subscriptionId),
});

/** What coupons take off from now on. A trial is lengthened where it begins, and never by a change. */
const couponsOfChange = (given: readonly GivenCoupon[], { now, basis }: TakenUp): Coupon[] => {
  const coupons = takeCoupons(given, basis.currency);
  if (!coupons.ok) throw refusalError(coupons);
  const [longer] = coupons.trials;
  if (longer) throw refusalError(refuse("coupon_for_new", { coupon: longer.key }));
  return lastingFrom(coupons.discounts, now, basis.zone);
};

/** What a change comes to: the one decision behind preview, placing, and what is placed once it is paid. */
export const decideChange = async (
  ctx: ServiceContext,
  { subscriptionId, action, convention }: ChangeInput,
  { taken: found, account, channel, ...asked }: ChangeGround,
): Promise<PreviewedChange> => {
  const taken = agreedFor(found, convention, ctx.now);
  const { country, segment } = account;
  const customer = { country, segment, channel };
  const planned = planChange(
    { life: taken.life, basis: taken.basis, conventions: taken.policy, customer, ...asked },
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
  const future = futureOf(taken, planned.life, account);
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
  return { account, taken, channel, planned, lines, document, dueNowMinor, future, previewId };
};

const planKeys = (action: SubscriptionAction): string[] =>
  action.action === "change_plan" ? action.ratePlans.map(({ key }) => key) : [];

const couponKeys = (action: SubscriptionAction): readonly string[] => {
  if (action.action === "apply_coupon") return [action.coupon];
  return action.action === "change_plan" ? (action.coupons ?? []) : [];
};

export const billedTo = ({ seller, policy, basis }: TakenUp, account: Account) => ({
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

/** What is billed next of a life to an account, as it stands. */
export const futureOf = (taken: TakenUp, life: SubscriptionLife, account: Account): FutureInvoice[] =>
  planFutureLines(life, taken.basis, futureShown).map(({ on, lines }) => ({
    on,
    document: price(
      taken,
      account,
      lines.map((line) => nameLine(line, taken.naming)),
      on,
    ),
  }));
