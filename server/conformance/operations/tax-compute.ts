import { formatRational } from "@/server/kernel";
import { chooseTaxRates, computeTax } from "@/server/tax/core";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";
import { readTaxRates } from "../read-tax-rates";
import { writeExactMinor, writeMinor } from "../write-amounts";

const known = {
  priceMode: oneOf("exclusive", "inclusive"),
  level: oneOf("line", "rate", "document"),
  combine: oneOf("separate", "combined"),
  rounding,
};

export const taxCompute = operation(known, (input, conventions) => {
  const currency = input.currency();
  const customer = readTaxRates(input, "customerRates");
  const fallback = readTaxRates(input, "defaultRates") ?? [];
  const isExempt = input.flag("exempt");
  const lines = input.list("lines").map((line) => ({
    id: line.optionalText("id"),
    amountMinor: line.minor("amount", currency),
    rates: chooseTaxRates({ own: readTaxRates(line, "rates"), customer, fallback, isExempt }),
  }));
  const computed = computeTax(lines, conventions);
  return {
    lines: computed.lines.map((line, at) => ({
      id: lines[at]?.id,
      net: writeMinor(line.netMinor, currency),
      tax: writeMinor(line.taxMinor, currency),
      gross: writeMinor(line.grossMinor, currency),
      taxes: line.taxes.map(({ rate, position, amountMinor }) => ({
        id: rate.id ?? String(position),
        amount: writeMinor(amountMinor, currency),
      })),
      exactTax: writeExactMinor(line.exactTaxMinor, currency),
    })),
    byRate: computed.byRate.map(({ percent, baseMinor, taxMinor }) => ({
      percent: formatRational(percent),
      base: writeMinor(baseMinor, currency),
      tax: writeMinor(taxMinor, currency),
    })),
    netTotal: writeMinor(computed.netMinor, currency),
    taxTotal: writeMinor(computed.taxMinor, currency),
    grossTotal: writeMinor(computed.grossMinor, currency),
  };
});
