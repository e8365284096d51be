import type { Operation } from "../operation";
import { creditNoteCompute } from "./credit-note-compute";
import { creditsDrawdown } from "./credits-drawdown";
import { discountApply } from "./discount-apply";
import { invoiceTotals } from "./invoice-totals";
import { moneyRound } from "./money-round";
import { paymentApply } from "./payment-apply";
import { taxCompute } from "./tax-compute";
import { taxIdValidate } from "./tax-id-validate";
import { taxTreatment } from "./tax-treatment";
import { writeOffPost } from "./write-off-post";

export const operations: Readonly<Record<string, Operation>> = {
  "credit_note.compute": creditNoteCompute,
  "credits.drawdown": creditsDrawdown,
  "discount.apply": discountApply,
  "invoice.totals": invoiceTotals,
  "money.round": moneyRound,
  "payment.apply": paymentApply,
  "tax.compute": taxCompute,
  "tax.treatment": taxTreatment,
  "tax_id.validate": taxIdValidate,
  "write_off.post": writeOffPost,
};
