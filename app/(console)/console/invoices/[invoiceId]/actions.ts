"use server";

import { revalidatePath } from "next/cache";
import { formatMoney } from "@/components/billing/format-money";
import consoleWords from "@/messages/en/console.json";
import { staffContext } from "@/server/auth/request-context";
import {
  type CorrectionPreview,
  cancelInvoice,
  creditInvoice,
  debitInvoice,
  previewCorrection,
  previewRefund,
  refundInvoice,
  replaceInvoice,
  writeOffInvoice,
} from "@/server/corrections";
import { DomainError, isPlainDate } from "@/server/kernel";
import { defaultGatewayAccess, recordExternalPayment } from "@/server/payments";
import type { Permission, ServiceContext, TransactionContext } from "@/server/platform";
import { voidingWays } from "@/server/subscriptions/core";
import type { PreviewState } from "../../_components/previewed-form";
import { amountReader } from "../../_data/amount-reader";
import { fieldOf, orRefusal } from "../../_data/verb-action";

type Asked = { readonly invoiceId: string; readonly reason: string; readonly requestKey: string };
type Read = (name: string) => bigint;

type Verb = {
  readonly permission: Permission;
  /** What is done; in a preview with the transaction that is taken back. */
  readonly run: (ctx: ServiceContext, form: FormData, read: Read) => Promise<unknown>;
  readonly preview?: (ctx: ServiceContext, form: FormData, read: Read) => Promise<CorrectionPreview>;
};

const askedOf = (form: FormData): Asked => ({
  invoiceId: fieldOf(form, "invoice"),
  reason: fieldOf(form, "reason"),
  requestKey: fieldOf(form, "requestKey"),
});

const refundOf = (form: FormData, read: Read) => ({
  ...askedOf(form),
  amountMinor: read("amount"),
  adjustMinor: form.get("owedAgain") === "on" ? 0n : read("amount"),
});

const linePrefix = "line:";

/** The lines of which an amount was given. */
const linesOf = (form: FormData, read: Read) =>
  [...form.keys()]
    .filter((name) => name.startsWith(linePrefix) && fieldOf(form, name).trim() !== "")
    .map((name) => ({ lineId: name.slice(linePrefix.length), netMinor: read(name) }));

const methods = ["transfer", "cheque", "cash", "other"] as const;

const paymentOf = (form: FormData, read: Read) => {
  const receivedOn = fieldOf(form, "receivedOn");
  if (!isPlainDate(receivedOn)) {
    const message = consoleWords.invoice.corrections.badDay;
    throw new DomainError("invalid_input", "payment.received_on", message, { field: "receivedOn" });
  }
  const { invoiceId, requestKey } = askedOf(form);
  const method = methods.find((known) => known === fieldOf(form, "method")) ?? "other";
  return {
    invoiceId,
    requestKey,
    amountMinor: read("amount"),
    receivedOn,
    method,
    reference: fieldOf(form, "reference"),
  };
};

const verbs: Readonly<Record<string, Verb>> = {
  credit: {
    permission: "corrections:credit",
    run: (ctx, form, read) => creditInvoice(ctx, { ...askedOf(form), credit: { grossMinor: read("amount") } }),
  },
  debit: {
    permission: "corrections:debit",
    run: (ctx, form, read) => debitInvoice(ctx, { ...askedOf(form), lines: linesOf(form, read) }),
  },
  refund: {
    permission: "corrections:refund",
    run: (ctx, form, read) => refundInvoice(ctx, defaultGatewayAccess().gateway, refundOf(form, read)),
    preview: (ctx, form, read) => previewRefund(ctx, refundOf(form, read)),
  },
  record: {
    permission: "payments:record",
    run: (ctx, form, read) => recordExternalPayment(ctx, paymentOf(form, read)),
  },
  writeOff: {
    permission: "corrections:write_off",
    run: (ctx, form, read) =>
      writeOffInvoice(ctx, {
        ...askedOf(form),
        amountMinor: read("amount"),
        taxRelief: form.get("taxRelief") === "on" ? "full" : "none",
      }),
  },
  replace: {
    permission: "corrections:void",
    run: (ctx, form) =>
      replaceInvoice(ctx, { ...askedOf(form), details: form.get("asNow") === "on" ? "as_now" : "as_then" }),
  },
  void: {
    permission: "corrections:void",
    run: (ctx, form) => {
      const instead = voidingWays.find((way) => way === fieldOf(form, "instead"));
      return cancelInvoice(ctx, { ...askedOf(form), ...(instead ? { instead } : {}) });
    },
  },
};

const toShown = (preview: CorrectionPreview, currency: string) => {
  const words = consoleWords.invoice.corrections;
  const shown = (minor: bigint) => formatMoney(minor, currency);
  const { before, after, posted } = preview;
  return [
    {
      columns: [words.now, words.afterwards],
      rows: [
        { term: words.balance, figures: [shown(before.balanceMinor), shown(after.balanceMinor)] },
        { term: words.held, figures: [shown(before.heldMinor), shown(after.heldMinor)] },
      ],
    },
    ...posted.map(({ kind, totalMinor, balanceMinor }) => ({
      title: words.posted[kind],
      columns: [words.total, words.toPay],
      rows: [{ term: words.gross, figures: [shown(totalMinor), shown(balanceMinor)] }],
    })),
  ];
};

/** Shows what a correction leaves, or does it: the verb is the same, and so is what it refuses. */
export async function correctInvoice(_before: PreviewState, form: FormData): Promise<PreviewState> {
  const verb = verbs[fieldOf(form, "verb")];
  if (!verb) return { kind: "refused", message: consoleWords.invoice.corrections.unknown };
  const ctx = await staffContext(verb.permission);
  const { invoiceId } = askedOf(form);
  let state: PreviewState = { kind: "done" };
  const refusal = await orRefusal(async () => {
    const read = amountReader(form);
    if (fieldOf(form, "step") === "preview") {
      const correct = (inner: TransactionContext) => verb.run(inner, form, read);
      const preview = await (verb.preview?.(ctx, form, read) ?? previewCorrection(ctx, invoiceId, correct));
      state = { kind: "preview", tables: toShown(preview, fieldOf(form, "currency")) };
      return;
    }
    await verb.run(ctx, form, read);
    revalidatePath(`/console/invoices/${encodeURIComponent(invoiceId)}`);
  });
  return refusal ? { kind: "refused", message: refusal.message } : state;
}
