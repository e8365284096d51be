"use server";

import { revalidatePath } from "next/cache";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import subscriptionWords from "@/messages/en/subscription.json";
import { staffContext } from "@/server/auth/request-context";
import type { PriceTerms } from "@/server/catalog/core";
import { explainLine, writePeriod } from "@/server/documents/core";
import { DomainError, isPlainDate, localDayOf } from "@/server/kernel";
import {
  type ComparedChange,
  changeSubscription,
  compareConventions,
  type PreviewedChange,
  type PromisedChange,
  placeChange,
  placeGatedChange,
  previewChange,
  previewTransfer,
  type TransferInput,
  transferSubscription,
} from "@/server/orders";
import { type ChangeConvention, changeConventions, type SubscriptionAction, type When } from "@/server/orders/core";
import { defaultGatewayAccess } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import type { WrittenRenewal } from "@/server/subscriptions/core";
import { listChargeModels } from "@/server/support";
import type { PreviewState, PreviewTable } from "../../_components/previewed-form";
import { fieldOf, orRefusal, type Refusal } from "../../_data/verb-action";
import { addOnField, priceField } from "./_components/field-names";

const words = subscriptionWords.change;

const whenOf = (form: FormData): When => {
  const when = fieldOf(form, "when");
  if (when === "period_end" || when === "term_end" || when === "by_direction") return { kind: when };
  if (when !== "on") return { kind: "now" };
  const day = fieldOf(form, "day");
  if (isPlainDate(day)) return { kind: "on", at: { day } };
  throw new DomainError("invalid_input", "subscription.no_day", words.noDay, { field: "day" });
};

const intervalOf = (form: FormData): "month" | "year" => (fieldOf(form, "interval") === "year" ? "year" : "month");

/** Those of which there are to be any. */
const addOnsOf = (form: FormData) =>
  [...form.entries()].flatMap(([name, quantity]) =>
    name.startsWith(addOnField) && typeof quantity === "string" && !["", "0"].includes(quantity.trim())
      ? [{ key: name.slice(addOnField.length), quantity: quantity.trim() }]
      : [],
  );

const conventionOf = (form: FormData): { convention?: ChangeConvention } => {
  const convention = changeConventions.find((name) => name === fieldOf(form, "rule"));
  return convention && !fieldOf(form, "when").endsWith("_end") ? { convention } : {};
};

const replacesOf = (form: FormData): { replaces?: true } =>
  fieldOf(form, "replaces") === "yes" ? { replaces: true } : {};

/** Prices of a single figure, by the charge; its model is the one it has. */
const pricesOf = (form: FormData, modelOf: ReadonlyMap<string, string>): Record<string, PriceTerms> =>
  Object.fromEntries(
    [...form.entries()].flatMap(([name, price]) => {
      const id = name.slice(priceField.length);
      const model = modelOf.get(id);
      if (!name.startsWith(priceField) || typeof price !== "string" || !model) return [];
      return [[id, { model, price: price.trim() }] as const];
    }),
  );

const renewalOf = (form: FormData): WrittenRenewal | null => {
  const kind = fieldOf(form, "renewal");
  if (kind === "none") return null;
  return {
    term: kind === "endless" ? null : { unit: "month", count: Number(fieldOf(form, "months")) },
    upliftPercent: fieldOf(form, "uplift") || "0",
    noticeDays: Number(fieldOf(form, "notice")),
  };
};

type Reader = (form: FormData, modelOf: ReadonlyMap<string, string>) => SubscriptionAction;

const readers: Readonly<Record<string, Reader>> = {
  change_plan: (form) => ({
    action: "change_plan",
    when: whenOf(form),
    ...replacesOf(form),
    interval: intervalOf(form),
    ratePlans: [{ key: fieldOf(form, "plan"), quantity: fieldOf(form, "quantity") || null }, ...addOnsOf(form)],
  }),
  change_quantity: (form) => ({
    action: "change_quantity",
    when: whenOf(form),
    ...replacesOf(form),
    quantity: fieldOf(form, "quantity"),
  }),
  change_price: (form, modelOf) => ({
    action: "change_price",
    when: whenOf(form),
    ...replacesOf(form),
    prices: pricesOf(form, modelOf),
  }),
  set_renewal: (form) => ({ action: "set_renewal", renewal: renewalOf(form) }),
  cancel: (form) => ({ action: "cancel", when: whenOf(form) }),
  pause: (form) => ({ action: "pause", when: whenOf(form) }),
  resume: (form) => ({ action: "resume", when: whenOf(form) }),
  move_billing_day: (form) => ({ action: "move_billing_day", day: Number(fieldOf(form, "billingDay")) }),
  apply_coupon: (form) => ({ action: "apply_coupon", coupon: fieldOf(form, "coupon") }),
};

type Shown = (minor: bigint) => string;

const linesTable = (previewed: PreviewedChange, shown: Shown): PreviewTable => {
  const { document, dueNowMinor, taken } = previewed;
  return {
    title: words.lines,
    columns: [words.period, words.net],
    rows: [
      ...document.lines.map(({ description, servicePeriod, net, derivation }) => ({
        term: description,
        figures: [writePeriod(servicePeriod), shown(net.minor)],
        explanation: explainLine({ description, netMinor: net.minor, derivation }, taken.basis.currency),
      })),
      { term: words.tax, figures: ["", shown(document.tax.minor)] },
      { term: words.total, figures: ["", shown(document.total.minor)], isSum: true },
      { term: words.dueNow, figures: ["", shown(dueNowMinor)], isSum: true },
    ],
    note: [...timeByPolicy(previewed), ruleOf(taken.basis.policy)].join(" "),
  };
};

/** Where the policy chose the time: what the change is by it, and when it takes effect. */
const timeByPolicy = ({ planned: { byPolicy }, taken: { basis } }: PreviewedChange): string[] => {
  if (!byPolicy) return [];
  const { direction, from } = byPolicy;
  const day = from && formatDay(localDayOf(from, basis.zone));
  return [day ? words.directions.later[direction].replace("{day}", day) : words.directions.now[direction]];
};

/** The policy by which the lines were worked out, in words. */
const ruleOf = ({ proration, parts, credits, rounding }: PreviewedChange["taken"]["basis"]["policy"]): string =>
  [
    words.policy.proration[proration.basis],
    ...(parts === "prorated" ? [] : [words.policy.parts[parts]]),
    words.policy.credits[credits],
    words.policy.rounding.replace("{mode}", rounding.replaceAll("_", " ")),
  ].join(" ");

const rulesTable = (compared: readonly ComparedChange[], shown: Shown): PreviewTable => ({
  title: words.byOtherRules,
  columns: [words.net, words.dueNow],
  rows: compared.map(({ convention, document, dueNowMinor }) => ({
    term: words.rules[convention],
    figures: [shown(document.net.minor), shown(dueNowMinor)],
  })),
});

const futureTable = ({ future }: Pick<PreviewedChange, "future">, shown: Shown): PreviewTable => ({
  title: words.future,
  columns: [words.net, words.total],
  rows: future.map(({ on, document: next }) => ({
    term: formatDay(on),
    figures: [shown(next.net.minor), shown(next.total.minor)],
  })),
});

const toTables = (previewed: PreviewedChange, compared: readonly ComparedChange[]): PreviewTable[] => {
  const shown = (minor: bigint) => formatMoney(minor, previewed.taken.basis.currency);
  return [linesTable(previewed, shown), rulesTable(compared, shown), futureTable(previewed, shown)].filter(
    ({ rows }) => rows.length > 0,
  );
};

/** Shows what a change costs and what comes after it, or places what was shown: another preview changes nothing. */
export async function changeOne(_before: PreviewState, form: FormData): Promise<PreviewState> {
  const ctx = await staffContext("subscriptions:change");
  const subscriptionId = fieldOf(form, "subscription");
  let state: PreviewState = { kind: "done" };
  const refusal = await orRefusal(async () => {
    if (fieldOf(form, "verb") === "transfer") {
      state = await transfer(ctx, { subscriptionId, to: fieldOf(form, "to") }, form);
      return;
    }
    const read = readers[fieldOf(form, "verb")];
    if (!read) throw new DomainError("invalid_input", "subscription.no_change", words.unknown);
    const action = read(form, await listChargeModels(ctx, subscriptionId));
    const input = { subscriptionId, action, ...conventionOf(form) };
    if (fieldOf(form, "step") === "preview") {
      const previewed = await previewChange(ctx, input);
      const compared = input.convention ? [] : await compareConventions(ctx, input, previewed);
      state = { kind: "preview", tables: toTables(previewed, compared), previewId: previewed.previewId };
      return;
    }
    await place(ctx, { ...input, previewId: fieldOf(form, "previewId") }, fieldOf(form, "gated") === "yes");
    revalidatePath(`/console/subscriptions/${encodeURIComponent(subscriptionId)}`);
  });
  return refusal ? { kind: "refused", message: refusal.message } : state;
}

const transfer = async (ctx: ServiceContext, input: TransferInput, form: FormData): Promise<PreviewState> => {
  if (fieldOf(form, "step") === "preview") {
    const { taken, future, previewId } = await previewTransfer(ctx, input);
    const shown = (minor: bigint) => formatMoney(minor, taken.basis.currency);
    return { kind: "preview", tables: [futureTable({ future }, shown)], previewId };
  }
  await transferSubscription(ctx, { ...input, previewId: fieldOf(form, "previewId") });
  revalidatePath(`/console/subscriptions/${encodeURIComponent(input.subscriptionId)}`);
  return { kind: "done" };
};

/** A declined card changes nothing, and that is said as a refusal. */
const place = async (ctx: ServiceContext, promised: PromisedChange, isGated: boolean): Promise<void> => {
  if (!isGated) {
    await placeChange(ctx, promised);
    return;
  }
  const { status } = await placeGatedChange(ctx, defaultGatewayAccess(), promised);
  if (status === "placed") return;
  throw new DomainError("conflict", "order.not_paid", words.gatedAs[status], { field: "gated" });
};

/** Takes back a change that waits for its day. */
export async function undoScheduled(_before: Refusal, form: FormData): Promise<Refusal> {
  const ctx = await staffContext("subscriptions:change");
  const subscriptionId = fieldOf(form, "subscription");
  const refusal = await orRefusal(async () => {
    const position = Number(fieldOf(form, "position"));
    await changeSubscription(ctx, { subscriptionId, action: { action: "undo_change", position } });
  });
  if (!refusal) revalidatePath(`/console/subscriptions/${encodeURIComponent(subscriptionId)}`);
  return refusal;
}
