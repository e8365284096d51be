import type { Operation } from "../operation";
import { discountApply } from "./discount-apply";
import { invoiceTotals } from "./invoice-totals";
import { moneyRound } from "./money-round";
import { taxCompute } from "./tax-compute";
import { taxIdValidate } from "./tax-id-validate";
import { taxTreatment } from "./tax-treatment";

export const operations: Readonly<Record<string, Operation>> = {
  "discount.apply": discountApply,
  "invoice.totals": invoiceTotals,
  "money.round": moneyRound,
  "tax.compute": taxCompute,
  "tax.treatment": taxTreatment,
  "tax_id.validate": taxIdValidate,
};
