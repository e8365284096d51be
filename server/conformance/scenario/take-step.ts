import { setStatedTax } from "@/server/accounts";
import type { PricedDocument } from "@/server/billing/core";
import type { PriceTerms } from "@/server/catalog/core";
import { cancelInvoice, creditInvoice, refundInvoice, writeOffInvoice } from "@/server/corrections";
import { readInvoice, readInvoiceOfOrder } from "@/server/invoices";
import { instantOf, invariant, localDayOf } from "@/server/kernel";
import {
  chargeAccount,
  moveBillingDayOfAccount,
  placeChange,
  placeOnAccount,
  previewChange,
  previewOnAccount,
} from "@/server/orders";
import type { SubscriptionAction, When } from "@/server/orders/core";
import { recordExternalPayment } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { writePrice } from "@/server/rating/core";
import { listSubscriptionsOfOrder } from "@/server/subscriptions";
import { type WrittenPoint, writePoint } from "@/server/subscriptions/core";
import { recordUsage } from "@/server/usage";
import { type CaseInput, readInstant } from "../case-input";
import { CaseRefusal } from "../case-refusal";
import { isAsPreviewed } from "./is-as-previewed";
import { listInvoiceIds } from "./list-invoice-ids";
import { grantTo, readOutcome, readPriceOf, readRate, type Scenario, type ScenarioAccount } from "./open-scenario";

type Step = (ctx: ServiceContext, scenario: Scenario, step: CaseInput) => Promise<unknown>;

const accountOf = ({ accounts }: Scenario, step: CaseInput): ScenarioAccount => {
  const account = accounts.get(step.text("account"));
  if (!account) throw new CaseRefusal("bad_input");
  return account;
};

const subscriptionOf = ({ subscriptions }: Scenario, step: CaseInput): string => {
  const id = subscriptions.get(step.text("subscription"));
  if (id === undefined) throw new CaseRefusal("unknown_subscription");
  return id;
};

/** A point as the basis counts, in the account's zone: an instant by the second, or else the local day. */
const pointOf = ({ settings }: Scenario, step: CaseInput, zone: string): WrittenPoint => {
  const point = step.timePoint("effective");
  return settings.conventions.service.proration.basis === "second"
    ? writePoint({ kind: "instant", at: instantOf(point, zone) })
    : { day: localDayOf(point, zone) };
};

const whenOf = (scenario: Scenario, step: CaseInput): When => {
  if (step.raw("when") === "period_end") return { kind: "period_end" };
  if (!step.has("effective")) return { kind: "now" };
  const zone = scenario.zones.get(step.text("subscription")) ?? scenario.settings.zone;
  return { kind: "on", at: pointOf(scenario, step, zone) };
};

const quantityOf = (step: CaseInput): string | null => (step.has("quantity") ? String(step.raw("quantity")) : null);

const planOf = ({ plans }: Scenario, step: CaseInput) =>
  plans.get(step.text("plan")) ?? { key: "none", interval: "month" as const, perUnit: new Set<string>() };

/** Overrides by charge: a price as charges have it, or a number, of a unit where the charge is priced so, else the amount. */
const pricesOf = (scenario: Scenario, step: CaseInput): Record<string, PriceTerms> | undefined => {
  const overrides = step.optionalObject("override");
  if (overrides === null) return undefined;
  const { perUnit } = planOf(scenario, step);
  const priceOf = (name: string): PriceTerms => {
    if (typeof overrides.raw(name) === "object") return readPriceOf(overrides.object(name));
    return perUnit.has(name)
      ? writePrice({ model: "per_unit", unitPrice: overrides.number(name) })
      : writePrice({ model: "flat", amount: overrides.number(name) });
  };
  return Object.fromEntries(overrides.names().map((name) => [name, priceOf(name)]));
};

const requireAsPreviewed = async (ctx: ServiceContext, invoiceId: string, shown: PricedDocument): Promise<void> =>
  invariant(
    isAsPreviewed(await readInvoice(ctx, invoiceId), shown),
    `Invoice ${invoiceId} is not what its preview showed.`,
  );

const subscribe: Step = async (ctx, scenario, step) => {
  const name = step.text("subscription");
  if (scenario.subscriptions.has(name)) throw new CaseRefusal("bad_input");
  const { accountId, zone } = accountOf(scenario, step);
  const { key, interval } = planOf(scenario, step);
  const prices = pricesOf(scenario, step);
  const order = {
    accountId,
    sellerKey: scenario.sellerKey,
    actions: [
      {
        action: "create" as const,
        interval,
        ratePlans: [{ key, quantity: quantityOf(step) ?? 1 }],
        coupons: step.optionalTexts("coupons"),
        skipsTrial: step.flag("skipTrial"),
        ...(step.raw("billingDay") === undefined ? {} : { billingDay: step.optionalCount("billingDay") }),
        ...(step.has("effective") ? { startsAt: pointOf(scenario, step, zone) } : {}),
        ...(prices ? { prices } : {}),
      },
    ],
  };
  const { previewId, preview } = await previewOnAccount(ctx, order);
  const orderId = await placeOnAccount(ctx, { ...order, previewId });
  const invoice = await readInvoiceOfOrder(ctx, orderId);
  if (invoice) await requireAsPreviewed(ctx, invoice.id, preview.document);
  const [subscription] = await listSubscriptionsOfOrder(ctx, orderId);
  if (!subscription) return;
  scenario.subscriptions.set(name, subscription.id);
  scenario.zones.set(name, zone);
};

const change =
  (toAction: (scenario: Scenario, step: CaseInput) => SubscriptionAction): Step =>
  async (ctx, scenario, step) => {
    const input = { subscriptionId: subscriptionOf(scenario, step), action: toAction(scenario, step) };
    const { previewId, document } = await previewChange(ctx, input);
    const { invoiceId } = await placeChange(ctx, { ...input, previewId });
    if (invoiceId) await requireAsPreviewed(ctx, invoiceId, document);
  };

const changePlan = change((scenario, step) => {
  const { key, interval } = planOf(scenario, step);
  const prices = pricesOf(scenario, step);
  return {
    action: "change_plan",
    when: whenOf(scenario, step),
    interval,
    ratePlans: [{ key, quantity: quantityOf(step) }],
    billingDay: step.optionalCount("billingDay"),
    restarts: step.flag("restart"),
    skipsTrial: step.flag("skipTrial"),
    ...(step.has("coupons") ? { coupons: step.optionalTexts("coupons") } : {}),
    ...(prices ? { prices } : {}),
  };
});

const changeQuantity = change((scenario, step) => ({
  action: "change_quantity",
  when: whenOf(scenario, step),
  quantity: quantityOf(step) ?? "",
}));

const cancel = change((scenario, step) => ({ action: "cancel", when: whenOf(scenario, step) }));

const moveBillingDayOfOne = change((_scenario, step) => ({ action: "move_billing_day", day: step.count("day") }));

const moveBillingDay: Step = async (ctx, scenario, step) => {
  if (step.has("subscription")) return moveBillingDayOfOne(ctx, scenario, step);
  return moveBillingDayOfAccount(ctx, { accountId: accountOf(scenario, step).accountId, day: step.count("day") });
};

const charge: Step = async (ctx, scenario, step) => {
  const key = step.text("charge");
  const amountMinor = step.minor("amount", scenario.settings.currency);
  const { accountId } = accountOf(scenario, step);
  return chargeAccount(ctx, { accountId, sellerKey: scenario.sellerKey, key, description: key, amountMinor });
};

const grant: Step = async (ctx, scenario, step) => {
  const { accountId } = accountOf(scenario, step);
  await grantTo(ctx, scenario, {
    accountId,
    amountMinor: step.requiredWholeMinor("amount", scenario.settings.currency),
  });
};

const setTaxRate: Step = async (ctx, scenario, step) =>
  setStatedTax(ctx, { accountId: accountOf(scenario, step).accountId, percent: readRate(step.raw("rate")) });

const setCardOutcome: Step = async (_ctx, scenario, step) =>
  scenario.scripted.answerWith(accountOf(scenario, step).cardId, readOutcome(step.raw("outcome")));

const usage: Step = async (ctx, scenario, step) => {
  const subscription = subscriptionOf(scenario, step);
  const meter = step.text("meter");
  const aggregation = scenario.meters.get(meter);
  if (aggregation === undefined) throw new CaseRefusal("bad_input");
  const timestamp = step.has("timestamp") ? readInstant(step.raw("timestamp")).toISOString() : ctx.now.toISOString();
  const id = `${subscription}/${scenario.usageIds.next().value}`;
  // What is counted has no value of its own.
  const counted = aggregation === "count" ? {} : { value: step.raw("value") ?? "1" };
  await recordUsage(ctx, { keepsAll: true, events: [{ id, subscription, meter, ...counted, timestamp }] });
};

/** The invoice that a step names by its place in the order of issue. */
const correctionOf = async (ctx: ServiceContext, scenario: Scenario, step: CaseInput) => {
  const ids = await listInvoiceIds(ctx, scenario);
  const invoiceId = [null, ...ids][step.count("invoice")];
  if (!invoiceId) throw new CaseRefusal("bad_input");
  return { invoiceId, reason: "As the scenario says", requestKey: String(scenario.requestKeys.next().value) };
};

const pay: Step = async (ctx, scenario, step) => {
  const { invoiceId, requestKey } = await correctionOf(ctx, scenario, step);
  const { currency } = scenario.settings;
  const amount = step.has("amount") ? { amountMinor: step.requiredWholeMinor("amount", currency) } : {};
  await recordExternalPayment(ctx, { invoiceId, requestKey, ...amount, method: "transfer", reference: requestKey });
};

const refund: Step = async (ctx, scenario, step) => {
  const { currency } = scenario.settings;
  const amountMinor = step.requiredWholeMinor("amount", currency);
  const adjustMinor = step.wholeMinor("adjust", currency);
  const correction = await correctionOf(ctx, scenario, step);
  await refundInvoice(ctx, scenario.access.gateway, { ...correction, amountMinor, adjustMinor });
};

const creditNote: Step = async (ctx, scenario, step) => {
  const grossMinor = step.requiredWholeMinor("amount", scenario.settings.currency);
  const correction = await correctionOf(ctx, scenario, step);
  await creditInvoice(ctx, { ...correction, credit: { grossMinor }, excess: "grant" });
};

const writeOff: Step = async (ctx, scenario, step) =>
  writeOffInvoice(ctx, { ...(await correctionOf(ctx, scenario, step)), taxRelief: "none" });

const voidOne: Step = async (ctx, scenario, step) => cancelInvoice(ctx, await correctionOf(ctx, scenario, step));

const steps: Readonly<Record<string, Step>> = {
  subscribe,
  add_plan: subscribe,
  change_plan: changePlan,
  change_quantity: changeQuantity,
  cancel,
  remove_plan: cancel,
  undo_cancel: change(() => ({ action: "undo_cancel" })),
  pause: change((scenario, step) => ({ action: "pause", when: whenOf(scenario, step) })),
  resume: change((scenario, step) => ({ action: "resume", when: whenOf(scenario, step) })),
  apply_coupon: change((_scenario, step) => ({ action: "apply_coupon", coupon: step.text("coupon") })),
  move_billing_day: moveBillingDay,
  charge,
  grant_credit: grant,
  usage,
  set_tax_rate: setTaxRate,
  set_card_outcome: setCardOutcome,
  pay,
  refund,
  credit_note: creditNote,
  write_off: writeOff,
  void: voidOne,
};

/** One step of a scenario, by the verb that does it. */
export const takeStep: Step = async (ctx, scenario, step) => {
  const name = step.text("do");
  const take = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!take) throw new CaseRefusal("bad_step");
  await take(ctx, scenario, step);
};
