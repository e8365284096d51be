import type { Currency } from "@/server/kernel";
import type { Conventions } from "@/server/subscriptions/core";
import type { CaseInput } from "../case-input";
import { rounding } from "../conventions";

export type ScenarioSettings = {
  readonly currency: Currency;
  readonly zone: string;
  readonly conventions: Conventions;
};

const choice = <const T extends string>(input: CaseInput, name: string, ...known: readonly [T, ...T[]]): T =>
  input.has(name) ? input.choice(name, ...known) : known[0];

const readService = (input: CaseInput): Conventions["service"] => ({
  proration: {
    basis: choice(input, "basis", "actual", "second", "fixed_month"),
    fixedMonthDays: input.optionalCount("fixedMonthDays") ?? 30,
  },
  rounding: input.has("rounding") ? rounding.read(input.raw("rounding")) : rounding.fallback,
  alignment: choice(input, "alignment", "anniversary", "calendar"),
  credits: choice(input, "credits", "prorate", "none"),
  changeDay: choice(input, "changeDay", "new", "old"),
  intervalChange: choice(input, "intervalChange", "restart", "keep_anchor"),
  rebase: input.flag("rebase"),
  pause: choice(input, "pause", "credit", "no_credit"),
  downgrades: "now",
  upgrades: "now",
  parts: "prorated",
  amountCoupons: "each_charge",
  trialUsage: "free",
});

const finalActions = { cancel: "cancel", unpaid: "suspend", keep: "keep" } as const;

/** The conventions of a scenario's seller, each one explicit: those that the format names, and those it says of all. */
const readConventions = (input: CaseInput): Conventions => ({
  service: readService(input),
  documents: {
    taxLevel: choice(input, "taxLevel", "line", "document"),
    ordersBilled: "with_run",
    changesBilled: choice(input, "changeBilling", "now", "next_invoice"),
    belowZero: "negative_document",
    zeroTotals: input.flag("zeroInvoices") ? "document" : "none",
    voiding: "bill_again",
  },
  collection: {
    mode: choice(input, "collection", "auto", "manual") === "auto" ? "automatic" : "manual",
    retryDelays: input.optionalObject("dunning")?.counts("delays") ?? [],
    finalAction: finalActions[choice(input, "finalAction", "cancel", "unpaid", "keep")],
  },
});

export const readSettings = (input: CaseInput): ScenarioSettings => ({
  currency: input.currency(),
  zone: input.zone("timezone"),
  conventions: readConventions(input),
});
