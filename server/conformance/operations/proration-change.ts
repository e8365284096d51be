import {
  formatDecimal,
  formatRational,
  type Money,
  maxMoney,
  multiplyRationals,
  negateMoney,
  ZERO,
  zeroMoney,
} from "@/server/kernel";
import {
  type ChangedItem,
  type ChangeMoment,
  type ChangeToProrate,
  fairValueOfChange,
  prorateChange,
  prorationBases,
  type SidePrice,
} from "@/server/rating/core";
import type { CaseInput } from "../case-input";
import { CaseRefusal } from "../case-refusal";
import { oneOf, rounding, wholeNumber } from "../conventions";
import { operation } from "../operation";
import { writeTimePoint } from "../write-time";

const known = {
  basis: oneOf(...prorationBases),
  fixedMonthDays: wholeNumber(30),
  changeDayOwner: oneOf("new", "old"),
  creditUnit: oneOf("day", "whole_month"),
  newCharge: oneOf("prorated", "full"),
  creditBasis: oneOf("billed", "list", "paid", "none"),
  presentation: oneOf("two_lines", "net"),
  method: oneOf("credit_and_charge", "fair_value_minus_paid"),
  rounding,
};

const readDiscount = (given: CaseInput | null): SidePrice["discount"] => {
  if (given === null) return null;
  const kind = given.text("kind");
  if (kind !== "percent" && kind !== "amount") throw new CaseRefusal("bad_input");
  return { kind, value: given.number("value") };
};

const readSide = (given: CaseInput | null): SidePrice | null =>
  given && {
    list: given.has("amount")
      ? given.number("amount")
      : multiplyRationals(given.number("unitPrice"), given.number("quantity")),
    discount: readDiscount(given.optionalObject("discount")),
  };

const readItem = (given: CaseInput, id: string): ChangedItem => ({
  id,
  old: readSide(given.optionalObject("old")),
  new: readSide(given.optionalObject("new")),
});

const readMoment = (input: CaseInput): ChangeMoment => {
  const remainingShare = input.optionalNumber("remainingShare");
  if (remainingShare) return { remainingShare };
  return {
    period: input.span("period"),
    at: input.timePoint("at"),
    newPeriod: input.has("newPeriod") ? input.span("newPeriod") : null,
    zone: input.zone(),
  };
};

const readChange = (input: CaseInput): ChangeToProrate => ({
  currency: input.currency(),
  moment: readMoment(input),
  items: input.has("items")
    ? input.list("items").map((item) => readItem(item, item.text("id")))
    : [readItem(input, "plan")],
  paid: input.optionalNumber("paid"),
  earlierCredits: input.optionalNumber("earlierCredits") ?? ZERO,
});

const notBelowZero = (amount: Money): string => formatDecimal(maxMoney(amount, zeroMoney(amount.currency)));

export const prorationChange = operation(known, (input, conventions) => {
  const change = readChange(input);
  if (conventions.method === "fair_value_minus_paid") {
    const { remaining, net } = fairValueOfChange(change, conventions);
    const accountCredit = formatDecimal(zeroMoney(change.currency));
    return { remaining: formatRational(remaining), net: formatDecimal(net), accountCredit };
  }
  const prorated = prorateChange(change, conventions);
  return {
    remaining: formatRational(prorated.remaining),
    chargeShare: formatRational(prorated.chargeShare),
    creditFrom: prorated.creditFrom && writeTimePoint(prorated.creditFrom),
    credit: formatDecimal(prorated.credit),
    charge: formatDecimal(prorated.charge),
    net: formatDecimal(prorated.net),
    due: notBelowZero(prorated.net),
    accountCredit: notBelowZero(negateMoney(prorated.net)),
    lines: prorated.lines.map(({ kind, id, amount }) => ({ kind, id, amount: formatDecimal(amount) })),
  };
});
