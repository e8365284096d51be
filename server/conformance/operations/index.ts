import type { Operation } from "../operation";
import { moneyRound } from "./money-round";
import { taxIdValidate } from "./tax-id-validate";

export const operations: Readonly<Record<string, Operation>> = {
  "money.round": moneyRound,
  "tax_id.validate": taxIdValidate,
};
