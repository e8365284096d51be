/** Where the cases of an operation hold names that mean nothing by themselves: as a value, or as the keys of a field. */
export type NamedFields = { readonly values: readonly string[]; readonly keysOf: readonly string[] };

/** `[]` stands for every place of a list, `*` for every field of an object. */
export const namesByOperation: Readonly<Record<string, NamedFields>> = {
  "credit_note.compute": {
    values: ["input.invoice.lines[].id", "input.invoice.lines[].taxes[].id", "input.credit.lines[].id"],
    keysOf: ["expected.taxes"],
  },
  "credits.drawdown": {
    values: ["input.grants[].id", "expected.debits[].taken[].grant"],
    keysOf: ["expected.remaining"],
  },
  "discount.apply": {
    values: [
      ...["input.lines[].id", "input.discounts[].id", "input.discounts[].lines[]"],
      ...["expected.lines[].id", "expected.discounts[].id"],
    ],
    keysOf: [],
  },
  "dunning.schedule": { values: ["input.stages[].name", "expected.stages[]"], keysOf: [] },
  "invoice.totals": {
    values: [
      ...["input.lines[].id", "input.lines[].rates[].id", "input.taxRates[].id"],
      ...["input.discounts[].id", "input.discounts[].lines[]", "expected.lines[].id"],
    ],
    keysOf: [],
  },
  "metrics.movements": { values: ["input.changes[].customer", "expected.movements[].customer"], keysOf: [] },
  "metrics.mrr": { values: ["input.subscriptions[].customer"], keysOf: [] },
  "payment.apply": {
    values: ["input.invoices[].id", "input.events[].invoice"],
    keysOf: ["expected.balances", "expected.netPaid", "expected.after[].balances"],
  },
  "price.rate": { values: ["input.windows[].rule"], keysOf: ["input.model.rules"] },
  "proration.change": { values: ["input.items[].id", "expected.lines[].id"], keysOf: [] },
  "tax.compute": {
    values: [
      ...["input.lines[].id", "input.lines[].rates[].id", "input.customerRates[].id", "input.defaultRates[].id"],
      ...["expected.lines[].id", "expected.lines[].taxes[].id"],
    ],
    keysOf: [],
  },
  "usage.aggregate": { values: ["input.events[].key", "input.opening[]"], keysOf: [] },
};

/** What the format itself says where a case gives no name: the stage before all stages, the one changed item, a rate's place. */
export const namesOfTheFormat = /^(clear|plan|\d)$/;

/** What stays the same when money is multiplied, and why an operation is left out where nothing of it does. */
type MoneyFields = { readonly fields: readonly string[] } | { readonly leftOut: string };

const noMoney: MoneyFields = { leftOut: "holds no money" };

const pricesOf = (model: string): string[] => [
  ...[`${model}.amount`, `${model}.unitPrice`, `${model}.price`, `${model}.tiers[].unitPrice`],
  ...[`${model}.tiers[].flatFee`, `${model}.tiers[].cap`, `${model}.tiers[].blockPrice`],
];

/**
 * Every amount of an operation, given and expected. All that these operations do to money is proportional but for its
 * rounding: bounds, minimums, tolerances and caps that are money grow with it, quantities, days and percentages stay.
 */
export const moneyByOperation: Readonly<Record<string, MoneyFields>> = {
  "calendar.local_days": noMoney,
  "commitment.true_up": {
    fields: [
      ...["input.commitment", "input.charges[]"],
      ...["commitment", "charges", "trueUp", "total", "trueUpTax"].map((name) => `expected.${name}`),
    ],
  },
  "credit_note.compute": {
    fields: [
      ...["amount", "discount", "taxes[].amount"].map((name) => `input.invoice.lines[].${name}`),
      ...["input.credit.lines[].amount", "input.credit.grossAmount", "input.earlier[].net", "input.earlier[].tax"],
      ...["subtotal", "discount", "net", "taxes.*", "tax", "total"].map((name) => `expected.${name}`),
    ],
  },
  "credits.drawdown": {
    fields: [
      ...["input.grants[].amount", "input.debits[].amount", "expected.debits[].taken[].amount"],
      ...["debits[].unmet", "debits[].balance", "remaining.*", "balance", "unmet"].map((name) => `expected.${name}`),
    ],
  },
  "discount.apply": {
    fields: [
      ...["input.lines[].amount", "input.discounts[].value"],
      ...["lines[].discount", "lines[].net", "discounts[].amount", "discountTotal", "total"].map(
        (name) => `expected.${name}`,
      ),
    ],
  },
  "dunning.schedule": noMoney,
  "invoice.totals": {
    fields: [
      ...["input.lines[].amount", "input.lines[].unitPrice", "input.discounts[].value", "input.creditBalance"],
      ...["amount", "discount", "net", "tax"].map((name) => `expected.lines[].${name}`),
      ...["subtotal", "discountTotal", "taxTotal", "total"].map((name) => `expected.${name}`),
      ...["creditApplied", "amountDue", "creditBalance"].map((name) => `expected.${name}`),
    ],
  },
  "metrics.movements": {
    fields: ["input.changes[].mrr", "expected.movements[].amount", "expected.totals.*", "expected.endMrr"],
  },
  "metrics.mrr": {
    fields: [
      ...["price", "addOns[]", "discount.value"].map((name) => `input.subscriptions[].${name}`),
      ...["perSubscription[]", "mrr", "mrrExact", "arr", "arpu"].map((name) => `expected.${name}`),
      ...["mrr", "committedMrr", "trialMrr"].map((name) => `expected.series[].${name}`),
    ],
  },
  "metrics.retention": {
    fields: ["input.mrr.*", "input.arpu", "input.costPerUser", "expected.endMrr", "expected.ltv"],
  },
  "money.allocate": { fields: ["input.amount", "expected.parts[]"] },
  "money.round": { fields: ["input.amount", "input.minor", "expected.amount", "expected.minor"] },
  "payment.apply": {
    fields: [
      ...["invoices[].amount", "events[].amount", "events[].adjust", "creditBalance", "tolerance"].map(
        (name) => `input.${name}`,
      ),
      ...["balances.*", "accountBalance", "creditBalance"].map((name) => `expected.after[].${name}`),
      ...["balances.*", "netPaid.*", "creditBalance", "writtenOff", "refunded"].map((name) => `expected.${name}`),
    ],
  },
  "period.billable": noMoney,
  "period.boundaries": noMoney,
  "period.of": noMoney,
  "price.rate": {
    fields: [
      ...[...pricesOf("input.model"), ...pricesOf("input.parts[].model"), "input.events[]", "input.previous.billed"],
      ...["fixedFee", "minPerEvent", "maxPerEvent", "freeAmount"].map((name) => `input.model.${name}`),
      ...["input.model.rules.*.unitPrice", "input.model.rules.*.commitment"],
      ...["amountOff", "minimum", "maximum"].map((name) => `input.adjustments.${name}`),
      ...["amount", "rounded", "tiers[].amount", "amountDiscount", "percentDiscount"].map((name) => `expected.${name}`),
      ...["afterDiscount", "trueUp", "maximumDiscount", "net", "total", "periodTotal"].map(
        (name) => `expected.${name}`,
      ),
      ...["windows[]", "utilised", "overage"].map((name) => `expected.${name}`),
    ],
  },
  "price.uplift": {
    fields: ["input.price", "expected.renewed", "expected.yearly[]", "expected.yearlyTotal"],
  },
  "proration.change": {
    fields: [
      ...["old", "new", "items[].old", "items[].new"].flatMap((side) =>
        ["amount", "unitPrice", "discount.value"].map((name) => `input.${side}.${name}`),
      ),
      ...["input.paid", "input.earlierCredits", "expected.credit", "expected.charge", "expected.net", "expected.due"],
      ...["expected.accountCredit", "expected.lines[].amount"],
    ],
  },
  "proration.ratio": { fields: ["input.amount", "expected.amount"] },
  "revenue.schedule": { fields: ["input.amount", "expected.buckets[].amount", "expected.deferredAfter[]"] },
  "tax.compute": {
    fields: [
      ...["input.lines[].amount", "expected.lines[].taxes[].amount", "expected.lines[].exactTax"],
      ...["net", "tax", "gross"].flatMap((name) => [`expected.lines[].${name}`, `expected.${name}Total`]),
      ...["expected.byRate[].base", "expected.byRate[].tax"],
    ],
  },
  "tax.treatment": { fields: ["input.amount", "expected.tax"] },
  "tax_id.validate": noMoney,
  "usage.aggregate": { fields: [...pricesOf("input.rate.model"), "expected.amount"] },
  "write_off.post": {
    fields: ["input.net", "input.tax", "input.amount", "expected.entries[].amount", "expected.balance"],
  },
};

/** A share of money is priced in tiers of money: its quantities are amounts and its bounds grow with them. */
export const moneyOfPercentTiers: readonly string[] = [
  ...["input.quantity", "input.included", "input.previous.quantity", "input.model.tiers[].upTo", "input.model.block"],
  ...["expected.billableQuantity", "expected.roundedQuantity", "expected.tiers[].quantity"],
];

/** Operations that answer in days, moments or months; a built-in table of rates would not move with the days of a case. */
export const datedOperations: readonly string[] = [
  ...["calendar.local_days", "credits.drawdown", "dunning.schedule", "metrics.movements", "metrics.mrr"],
  ...["metrics.retention", "period.billable", "period.boundaries", "period.of", "proration.change", "proration.ratio"],
  ...["revenue.schedule", "tax.treatment", "usage.aggregate"],
];
