import { computeDocumentTotals, type DocumentLine, settleByCredit } from "@/server/billing/core";
import { type Currency, ONE } from "@/server/kernel";
import { chooseTaxRates, type TaxRate } from "@/server/tax/core";
import type { CaseInput } from "../case-input";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";
import { readDiscounts } from "../read-discounts";
import { readTaxRates } from "../read-tax-rates";
import { writeMinor } from "../write-amounts";

const known = {
  lineRounding: oneOf("per_line", "document"),
  discountOrder: oneOf("given", "percent_first", "amount_first"),
  taxLevel: oneOf("line", "document", "rate"),
  priceMode: oneOf("exclusive", "inclusive"),
  rounding,
};

const readLine = (line: CaseInput, currency: Currency, fallback: readonly TaxRate[]): DocumentLine => ({
  id: line.text("id"),
  ...(line.has("amount")
    ? { quantity: ONE, unitPriceMinor: line.minor("amount", currency) }
    : { quantity: line.number("quantity"), unitPriceMinor: line.minor("unitPrice", currency) }),
  taxRates: chooseTaxRates({ own: readTaxRates(line, "rates"), customer: null, fallback, isExempt: false }),
});

export const invoiceTotals = operation(known, (input, conventions) => {
  const currency = input.currency();
  const fallback = readTaxRates(input, "taxRates") ?? [];
  const lines = input.list("lines").map((line) => readLine(line, currency, fallback));
  const totals = computeDocumentTotals(lines, readDiscounts(input, currency), conventions, currency);
  const settled = settleByCredit(totals.totalMinor, input.wholeMinor("creditBalance", currency));
  return {
    lines: totals.lines.map((line) => ({
      id: line.id,
      amount: writeMinor(line.amountMinor, currency),
      discount: writeMinor(line.discountMinor, currency),
      net: writeMinor(line.netMinor, currency),
      tax: writeMinor(line.taxMinor, currency),
    })),
    subtotal: writeMinor(totals.subtotalMinor, currency),
    discountTotal: writeMinor(totals.discountMinor, currency),
    taxTotal: writeMinor(totals.taxMinor, currency),
    total: writeMinor(totals.totalMinor, currency),
    creditApplied: writeMinor(settled.creditAppliedMinor, currency),
    amountDue: writeMinor(settled.amountDueMinor, currency),
    creditBalance: writeMinor(settled.creditBalanceMinor, currency),
  };
});
