import type { Operation } from "../operation";
import { commitmentTrueUp } from "./commitment-true-up";
import { creditNoteCompute } from "./credit-note-compute";
import { creditsDrawdown } from "./credits-drawdown";
import { discountApply } from "./discount-apply";
import { dunningSchedule } from "./dunning-schedule";
import { invoiceTotals } from "./invoice-totals";
import { metricsMovements } from "./metrics-movements";
import { metricsMrr } from "./metrics-mrr";
import { metricsRetention } from "./metrics-retention";
import { moneyAllocate } from "./money-allocate";
import { moneyRound } from "./money-round";
import { paymentApply } from "./payment-apply";
import { priceRate } from "./price-rate";
import { priceUplift } from "./price-uplift";
import { revenueSchedule } from "./revenue-schedule";
import { taxCompute } from "./tax-compute";
import { taxIdValidate } from "./tax-id-validate";
import { taxTreatment } from "./tax-treatment";
import { writeOffPost } from "./write-off-post";

export const operations: Readonly<Record<string, Operation>> = {
  "commitment.true_up": commitmentTrueUp,
  "credit_note.compute": creditNoteCompute,
  "credits.drawdown": creditsDrawdown,
  "discount.apply": discountApply,
  "dunning.schedule": dunningSchedule,
  "invoice.totals": invoiceTotals,
  "metrics.movements": metricsMovements,
  "metrics.mrr": metricsMrr,
  "metrics.retention": metricsRetention,
  "money.allocate": moneyAllocate,
  "money.round": moneyRound,
  "payment.apply": paymentApply,
  "price.rate": priceRate,
  "price.uplift": priceUplift,
  "revenue.schedule": revenueSchedule,
  "tax.compute": taxCompute,
  "tax.treatment": taxTreatment,
  "tax_id.validate": taxIdValidate,
  "write_off.post": writeOffPost,
};
