"use server";

import { revalidatePath } from "next/cache";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import consoleWords from "@/messages/en/console.json";
import { setSegment } from "@/server/accounts";
import { staffContext } from "@/server/auth/request-context";
import { type CreditAsked, grantCredit } from "@/server/credits";
import { DomainError, isPlainDate, type PlainDate } from "@/server/kernel";
import { recordPrepayment } from "@/server/payments";
import type { Permission, ServiceContext } from "@/server/platform";
import { type CreditPreview, previewCredit } from "@/server/support";
import type { PreviewState, PreviewTable } from "../../_components/previewed-form";
import { amountReader } from "../../_data/amount-reader";
import { fieldOf, orRefusal, type Refusal } from "../../_data/verb-action";

const words = consoleWords.account.credit;

const badField = (field: string, message: string): DomainError =>
  new DomainError("invalid_input", `credit.${field}`, message, { field });

const dayOf = (form: FormData, name: string): PlainDate | null => {
  const day = fieldOf(form, name);
  if (day === "") return null;
  if (!isPlainDate(day)) throw badField(name, words.badDay);
  return day;
};

const priorityOf = (form: FormData): number => {
  const text = fieldOf(form, "priority").trim();
  if (!/^\d{1,4}$/.test(text)) throw badField("priority", words.badPriority);
  return Number(text);
};

const askedOf = (form: FormData): CreditAsked => {
  const [sellerId = "", currency = ""] = fieldOf(form, "place").split(" ");
  return {
    ...{ accountId: fieldOf(form, "account"), sellerId, currency, requestKey: fieldOf(form, "requestKey") },
    amountMinor: amountReader(form, currency)("amount"),
    reason: fieldOf(form, "reason"),
    expiresOn: dayOf(form, "expiresOn"),
    priority: priorityOf(form),
    scope: form.getAll("scope").flatMap((label) => (typeof label === "string" ? label.slice(0, 100) : [])),
  };
};

const methods = ["transfer", "cheque", "cash", "other"] as const;

const paymentOf = (form: FormData) => {
  const receivedOn = dayOf(form, "receivedOn");
  if (receivedOn === null) throw badField("receivedOn", words.badDay);
  const method = methods.find((known) => known === fieldOf(form, "method")) ?? "other";
  return { ...askedOf(form), receivedOn, method, reference: fieldOf(form, "reference") };
};

type Verb = {
  readonly permission: Permission;
  readonly run: (ctx: ServiceContext, form: FormData) => Promise<unknown>;
};

const verbs: Readonly<Record<string, Verb>> = {
  grant: { permission: "credits:grant", run: (ctx, form) => grantCredit(ctx, askedOf(form)) },
  prepay: { permission: "payments:record", run: (ctx, form) => recordPrepayment(ctx, paymentOf(form)) },
};

const toShown = ({ before, after }: CreditPreview, currency: string): PreviewTable => {
  const shown = (minor: bigint) => formatMoney(minor, currency);
  const leaves = ({ next }: CreditPreview["before"]) => shown((next?.totalMinor ?? 0n) - (next?.takesMinor ?? 0n));
  const takes = ({ next }: CreditPreview["before"]) => shown(next?.takesMinor ?? 0n);
  const { next } = after;
  const ofNext = [
    { term: words.takes, figures: [takes(before), takes(after)] },
    { term: words.leaves, figures: [leaves(before), leaves(after)] },
  ];
  return {
    columns: [words.now, words.afterwards],
    rows: [
      { term: words.held, figures: [shown(before.heldMinor), shown(after.heldMinor)] },
      ...(next === null ? [] : ofNext),
    ],
    note:
      next === null
        ? words.noNext
        : words.nextOn.replace("{day}", formatDay(next.on)).replace("{total}", shown(next.totalMinor)),
  };
};

/** Shows what credit changes and what the next invoice takes of it, or gives it: the verb is the same. */
export async function giveCredit(_before: PreviewState, form: FormData): Promise<PreviewState> {
  const verb = verbs[fieldOf(form, "verb")];
  if (!verb) return { kind: "refused", message: words.unknown };
  const ctx = await staffContext(verb.permission);
  let state: PreviewState = { kind: "done" };
  const refusal = await orRefusal(async () => {
    if (fieldOf(form, "step") === "preview") {
      const asked = askedOf(form);
      const preview = await previewCredit(ctx, asked, (inner) => verb.run(inner, form));
      state = { kind: "preview", tables: [toShown(preview, asked.currency)] };
      return;
    }
    await verb.run(ctx, form);
    revalidatePath(`/console/accounts/${encodeURIComponent(fieldOf(form, "account"))}`);
  });
  return refusal ? { kind: "refused", message: refusal.message } : state;
}

/** Says what kind of customer an account is; none where nothing is chosen. */
export async function setAccountSegment(_before: Refusal, form: FormData): Promise<Refusal> {
  const ctx = await staffContext("subscriptions:change");
  return orRefusal(async () => {
    const accountId = fieldOf(form, "account");
    await setSegment(ctx, { accountId, segment: fieldOf(form, "segment") || null });
    revalidatePath(`/console/accounts/${encodeURIComponent(accountId)}`);
  });
}
