import { discountsOfLine } from "@/server/billing/core";
import { addDays, formatRational, localDayOf, type PlainDate, sumMinor } from "@/server/kernel";
import { findPaymentOfPurpose, type Payment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import type { DocumentTax, TaxIdCheck } from "@/server/tax/core";
import { type UsageTerms, usageTermsOf } from "./core";
import { previewDraft } from "./judge-draft-codes";
import { findOrderOfDraft, type Order, type StoredDraft } from "./orders-store";
import type { PreviewedOrder } from "./preview-order";
import type { DraftContent } from "./schemas";

export type CheckoutLine = {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string | null;
  readonly isPerUnit: boolean;
  readonly isRecurring: boolean;
  readonly periodStartOn: PlainDate;
  readonly periodEndOn: PlainDate;
  /** Before anything is taken off. */
  readonly listMinor: bigint;
  readonly netMinor: bigint;
};

/** A promotion code and what it takes off the lines that are due now. */
export type CheckoutCode = {
  readonly key: string;
  readonly kind: "percent" | "amount" | "trial";
  /** A percentage, an amount in minor units, or days of trial. */
  readonly value: string;
  readonly offMinor: bigint;
  /** Its last day; null where it lasts. */
  readonly lastDay: PlainDate | null;
};

export type CheckoutState =
  | { readonly kind: "open" }
  | { readonly kind: "checking"; readonly orderId: string }
  | { readonly kind: "requires_action"; readonly orderId: string; readonly actionUrl: string }
  | { readonly kind: "declined"; readonly orderId: string; readonly reason: string }
  | { readonly kind: "paid"; readonly orderId: string };

export type CheckoutView = {
  readonly draftId: string;
  readonly content: DraftContent;
  readonly previewId: string;
  readonly currency: string;
  readonly seller: { readonly name: string; readonly city: string };
  readonly lines: readonly CheckoutLine[];
  readonly taxes: readonly DocumentTax[];
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
  readonly codes: readonly CheckoutCode[];
  /** Where its trial ends and it is paid from; null where it has none. */
  readonly paidFromOn: PlainDate | null;
  /** Codes that counted when they were typed and do not any more. */
  readonly lostCodes: readonly { readonly key: string; readonly message: string }[];
  /** The first renewal without the code that ends. */
  readonly afterCodes: { readonly on: PlainDate; readonly totalMinor: bigint } | null;
  readonly renewal: { readonly on: PlainDate; readonly netMinor: bigint; readonly totalMinor: bigint } | null;
  /** The last day on which a consumer may withdraw: fourteen days from the start. */
  readonly withdrawUntil: PlainDate;
  /** What the plan is of; add-ons have products of their own. */
  readonly product: { readonly key: string; readonly name: string };
  /** What is counted from now on and billed once it was used. */
  readonly usage: readonly UsageTerms[];
  readonly taxIdCheck: TaxIdCheck;
  readonly state: CheckoutState;
};

const withdrawalDays = 14;

/** What the checkout shows: the preview of its draft, and where paying for it stands. */
export const readCheckout = async (ctx: ServiceContext, draft: StoredDraft): Promise<CheckoutView> => {
  const order = await findOrderOfDraft(ctx, draft.id);
  const { previewed, codes } = await previewDraft(ctx, draft.content, order?.id ?? null);
  return {
    ...viewOf(previewed, draft.content),
    lostCodes: codes.refused,
    draftId: draft.id,
    content: draft.content,
    state: await readCheckoutState(ctx, draft.id),
  };
};

const viewOf = ({ plan, preview, previewId, seller, taxIdCheck }: PreviewedOrder, { interval }: DraftContent) => ({
  previewId,
  product: productOf(plan),
  usage: plan.ratePlans.flatMap((sold) => usageTermsOf(sold.plan, plan.currency, interval)),
  currency: preview.currency,
  seller: { name: seller.legalName, city: seller.city },
  lines: preview.document.lines.map((line) => ({
    description: line.description,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    isPerUnit: line.isPerUnit,
    isRecurring: line.isRecurring,
    periodStartOn: line.servicePeriod.start,
    periodEndOn: line.servicePeriod.end,
    listMinor: line.net.minor + sumMinor(discountsOfLine(line.derivation, preview.currency)),
    netMinor: line.net.minor,
  })),
  codes: codesOf(plan, preview),
  paidFromOn: preview.paidFromOn,
  afterCodes: afterCodesOf(preview),
  taxes: preview.document.taxes,
  netMinor: preview.document.net.minor,
  taxMinor: preview.document.tax.minor,
  totalMinor: preview.document.total.minor,
  renewal: renewalOf(preview),
  withdrawUntil: addDays(preview.effectiveOn, withdrawalDays),
  taxIdCheck,
});

const productOf = ({ ratePlans }: PreviewedOrder["plan"]): CheckoutView["product"] => {
  const main = ratePlans.find((sold) => !sold.plan.isAddOn) ?? ratePlans[0];
  return { key: main?.plan.productKey ?? "", name: main?.plan.productName ?? "" };
};

const codesOf = (
  { life, zone, trialCoupons }: PreviewedOrder["plan"],
  { document, currency }: PreviewedOrder["preview"],
): CheckoutCode[] => {
  const off = document.lines.map(({ derivation }) => discountsOfLine(derivation, currency));
  const trials = trialCoupons.map(
    ({ key, days }): CheckoutCode => ({ key, kind: "trial", value: String(days), offMinor: 0n, lastDay: null }),
  );
  const discounts = life.coupons.map(
    ({ key, kind, value, until }, at): CheckoutCode => ({
      ...{ key, kind, value: formatRational(value) },
      offMinor: sumMinor(off.map((ofLine) => ofLine[at] ?? 0n)),
      lastDay: until ? addDays(localDayOf(until, zone), -1) : null,
    }),
  );
  return [...discounts, ...trials];
};

const afterCodesOf = ({ future: [, after] }: PreviewedOrder["preview"]): CheckoutView["afterCodes"] =>
  after ? { on: after.on, totalMinor: after.total.minor } : null;

const renewalOf = (preview: PreviewedOrder["preview"]): CheckoutView["renewal"] => {
  const [next] = preview.future;
  return next ? { on: next.on, netMinor: next.net.minor, totalMinor: next.total.minor } : null;
};

/** Where paying stands, from our books alone: what the address of a page says about it counts for nothing. */
export const readCheckoutState = async (ctx: ServiceContext, draftId: string): Promise<CheckoutState> => {
  const order = await findOrderOfDraft(ctx, draftId);
  if (!order) return { kind: "open" };
  return stateOf(order, await findPaymentOfPurpose(ctx, { kind: "order", id: order.id }));
};

const stateOf = (order: Order, payment: Payment | null): CheckoutState => {
  const orderId = order.id;
  if (order.status === "completed") return { kind: "paid", orderId };
  if (order.status === "payment_failed") {
    return { kind: "declined", orderId, reason: order.failureReason ?? "bank_declined" };
  }
  if (payment?.state === "requires_action" && payment.actionUrl) {
    return { kind: "requires_action", orderId, actionUrl: payment.actionUrl };
  }
  if (payment?.state === "created" && payment.methodToken === null) return { kind: "open" };
  return { kind: "checking", orderId };
};
