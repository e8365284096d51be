import { DomainError } from "@/server/kernel";
import { prorationBases } from "@/server/rating/core";
import { type Conventions, voidingWays } from "./document-policy";
import { changeTimes } from "./subscription-policy";

/** The conventions that a seller chooses among; the others are the engine's, and stay as they are. */
export const policyOptions = {
  alignment: ["anniversary", "calendar"],
  proration: prorationBases,
  parts: ["prorated", "none", "full", "credit_only"],
  credits: ["prorate", "none"],
  changeDay: ["new", "old"],
  upgrades: changeTimes,
  downgrades: changeTimes,
  intervalChange: ["restart", "keep_anchor"],
  pause: ["credit", "no_credit"],
  trialUsage: ["billed", "free"],
  ordersBilled: ["with_order", "with_run"],
  changesBilled: ["now", "next_invoice"],
  taxLevel: ["document", "line", "whole_document"],
  belowZero: ["wait", "credit_note", "negative_document"],
  voiding: voidingWays,
} as const;

export type PolicyOption = keyof typeof policyOptions;
export type PolicyChoices = { readonly [O in PolicyOption]: (typeof policyOptions)[O][number] };

export const policyOptionNames = Object.keys(policyOptions) as PolicyOption[];

export const choicesOf = ({ service, documents }: Conventions): PolicyChoices => {
  const chosen = { ...service, ...documents, proration: service.proration.basis };
  return Object.fromEntries(policyOptionNames.map((option) => [option, chosen[option]])) as PolicyChoices;
};

export const withChoices = ({ service, documents, collection }: Conventions, choices: PolicyChoices): Conventions => {
  const { proration, ordersBilled, changesBilled, taxLevel, belowZero, voiding, ...ofService } = choices;
  return {
    service: { ...service, ...ofService, proration: { ...service.proration, basis: proration } },
    documents: { ...documents, ordersBilled, changesBilled, taxLevel, belowZero, voiding },
    collection,
  };
};

/** The choices as they were sent. Refuses one that is not offered, by its name. */
export const readChoices = (sent: (option: PolicyOption) => string): PolicyChoices => {
  const read = policyOptionNames.map((option) => [option, offeredOf(option, sent(option))] as const);
  return Object.fromEntries(read) as PolicyChoices;
};

const offeredOf = (option: PolicyOption, sent: string): string => {
  const offered: readonly string[] = policyOptions[option];
  if (offered.includes(sent)) return sent;
  throw new DomainError("invalid_input", "policy.not_offered", `Choose one of ${offered.join(", ")}.`, {
    field: option,
  });
};

/** Which of the choices are others than before. */
export const differingOptions = (before: PolicyChoices, after: PolicyChoices): PolicyOption[] =>
  policyOptionNames.filter((option) => before[option] !== after[option]);
