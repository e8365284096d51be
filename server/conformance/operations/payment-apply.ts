import type { Currency } from "@/server/kernel";
import {
  type AccountEvent,
  type AccountPosition,
  accountBalanceOf,
  applyAccountEvents,
  balanceOf,
  openAccount,
  writtenOffOf,
} from "@/server/payments/core";
import type { CaseInput } from "../case-input";
import { oneOf } from "../conventions";
import { operation } from "../operation";
import { writeMinor } from "../write-amounts";

const eventKinds = [
  "pay",
  "refund",
  "adjust",
  "chargeback",
  "chargeback_reversed",
  "write_off",
  "use_credit",
  "refund_credit",
] as const;

const readEvent = (event: CaseInput, currency: Currency): AccountEvent => {
  const kind = event.choice("do", ...eventKinds);
  if (kind === "write_off" || kind === "use_credit") return { kind, invoiceId: event.text("invoice") };
  const amountMinor = event.requiredWholeMinor("amount", currency);
  if (kind === "pay") return { kind, amountMinor, invoiceId: event.optionalText("invoice") };
  if (kind === "refund_credit") return { kind, amountMinor };
  const invoiceId = event.text("invoice");
  if (kind !== "refund") return { kind, invoiceId, amountMinor };
  return { kind, invoiceId, amountMinor, adjustMinor: event.wholeMinor("adjust", currency) };
};

const writeBalances = ({ invoices }: AccountPosition, currency: Currency): Record<string, string> =>
  Object.fromEntries(invoices.map((invoice) => [invoice.id, writeMinor(balanceOf(invoice), currency)]));

export const paymentApply = operation({ allocation: oneOf("named", "oldest_first") }, (input, { allocation }) => {
  const currency = input.currency();
  const invoices = input.list("invoices").map((invoice) => ({
    id: invoice.text("id"),
    chargedMinor: invoice.requiredWholeMinor("amount", currency),
  }));
  const opening = openAccount(invoices, input.wholeMinor("creditBalance", currency));
  const events = input.optionalList("events").map((event) => readEvent(event, currency));
  const toleranceMinor = input.wholeMinor("tolerance", currency);
  const after = applyAccountEvents(opening, events, { allocation, toleranceMinor });
  const last = after.at(-1) ?? opening;
  return {
    after: after.map((position) => ({
      balances: writeBalances(position, currency),
      accountBalance: writeMinor(accountBalanceOf(position), currency),
      creditBalance: writeMinor(position.creditMinor, currency),
    })),
    balances: writeBalances(last, currency),
    netPaid: Object.fromEntries(last.invoices.map(({ id, netPaidMinor }) => [id, writeMinor(netPaidMinor, currency)])),
    creditBalance: writeMinor(last.creditMinor, currency),
    writtenOff: writeMinor(writtenOffOf(last), currency),
    refunded: writeMinor(last.refundedMinor, currency),
  };
});
