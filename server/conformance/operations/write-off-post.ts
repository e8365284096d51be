import { splitWriteOff, taxOfReceivable } from "@/server/invoices/core";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";
import { writeMinor } from "../write-amounts";

export const writeOffPost = operation({ taxRelief: oneOf("none", "full"), rounding }, (input, conventions) => {
  const currency = input.currency();
  const netMinor = input.wholeMinor("net", currency);
  const taxMinor = input.has("taxRate")
    ? taxOfReceivable(netMinor, input.number("taxRate"), conventions.rounding)
    : input.wholeMinor("tax", currency);
  const amountMinor = input.has("amount") ? input.wholeMinor("amount", currency) : null;
  const split = splitWriteOff({ netMinor, taxMinor }, amountMinor, conventions);
  const entry = (account: string, side: string, minor: bigint) => ({
    account,
    side,
    amount: writeMinor(minor, currency),
  });
  const relief = conventions.taxRelief === "full" ? [entry("output_tax", "debit", split.taxReliefMinor)] : [];
  return {
    entries: [
      entry("write_off_expense", "debit", split.expenseMinor),
      ...relief,
      entry("receivable", "credit", split.writtenOffMinor),
    ],
    balance: writeMinor(split.balanceMinor, currency),
  };
});
