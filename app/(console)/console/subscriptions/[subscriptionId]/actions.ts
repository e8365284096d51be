"use server";

import { revalidatePath } from "next/cache";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import subscriptionWords from "@/messages/en/subscription.json";
import { staffContext } from "@/server/auth/request-context";
import { writePeriod } from "@/server/documents/core";
import { DomainError, isPlainDate } from "@/server/kernel";
import { changeSubscription, type PreviewedChange, placeChange, previewChange } from "@/server/orders";
import type { SubscriptionAction, When } from "@/server/orders/core";
import type { PreviewState, PreviewTable } from "../../_components/previewed-dialog";
import { fieldOf, orRefusal, type Refusal } from "../../_data/verb-action";

const words = subscriptionWords.change;

const whenOf = (form: FormData): When => {
  const when = fieldOf(form, "when");
  if (when === "period_end") return { kind: "period_end" };
  if (when !== "on") return { kind: "now" };
  const day = fieldOf(form, "day");
  if (isPlainDate(day)) return { kind: "on", at: { day } };
  throw new DomainError("invalid_input", "subscription.no_day", words.noDay, { field: "day" });
};

const intervalOf = (form: FormData): "month" | "year" => (fieldOf(form, "interval") === "year" ? "year" : "month");

const readers: Readonly<Record<string, (form: FormData) => SubscriptionAction>> = {
  change_plan: (form) => ({
    action: "change_plan",
    when: whenOf(form),
    interval: intervalOf(form),
    ratePlans: [{ key: fieldOf(form, "plan"), quantity: fieldOf(form, "quantity") || null }],
  }),
  change_quantity: (form) => ({
    action: "change_quantity",
    when: whenOf(form),
    quantity: fieldOf(form, "quantity"),
  }),
  cancel: (form) => ({ action: "cancel", when: whenOf(form) }),
  pause: (form) => ({ action: "pause", when: whenOf(form) }),
  resume: (form) => ({ action: "resume", when: whenOf(form) }),
  move_billing_day: (form) => ({ action: "move_billing_day", day: Number(fieldOf(form, "billingDay")) }),
  apply_coupon: (form) => ({ action: "apply_coupon", coupon: fieldOf(form, "coupon") }),
};

const toTables = ({ document, dueNowMinor, future, taken }: PreviewedChange): PreviewTable[] => {
  const { currency } = taken.basis;
  const shown = (minor: bigint) => formatMoney(minor, currency);
  return [
    {
      title: words.lines,
      columns: [words.period, words.net],
      rows: [
        ...document.lines.map(({ description, servicePeriod, net }) => ({
          term: description,
          figures: [writePeriod(servicePeriod), shown(net.minor)],
        })),
        { term: words.tax, figures: ["", shown(document.tax.minor)] },
        { term: words.total, figures: ["", shown(document.total.minor)], isSum: true },
        { term: words.dueNow, figures: ["", shown(dueNowMinor)], isSum: true },
      ],
    },
    ...(future.length === 0
      ? []
      : [
          {
            title: words.future,
            columns: [words.net, words.total],
            rows: future.map(({ on, document: next }) => ({
              term: formatDay(on),
              figures: [shown(next.net.minor), shown(next.total.minor)],
            })),
          },
        ]),
  ];
};

/** Shows what a change costs and what comes after it, or places what was shown: another preview changes nothing. */
export async function changeOne(_before: PreviewState, form: FormData): Promise<PreviewState> {
  const ctx = await staffContext("subscriptions:change");
  const subscriptionId = fieldOf(form, "subscription");
  let state: PreviewState = { kind: "done" };
  const refusal = await orRefusal(async () => {
    const read = readers[fieldOf(form, "verb")];
    if (!read) throw new DomainError("invalid_input", "subscription.no_change", words.unknown);
    const input = { subscriptionId, action: read(form) };
    if (fieldOf(form, "step") === "preview") {
      const previewed = await previewChange(ctx, input);
      state = { kind: "preview", tables: toTables(previewed), previewId: previewed.previewId };
      return;
    }
    await placeChange(ctx, { ...input, previewId: fieldOf(form, "previewId") });
    revalidatePath(`/console/subscriptions/${encodeURIComponent(subscriptionId)}`);
  });
  return refusal ? { kind: "refused", message: refusal.message } : state;
}

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
