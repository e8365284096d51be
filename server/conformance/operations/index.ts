import type { Operation } from "../operation";
import { calendarLocalDays } from "./calendar-local-days";
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
import { periodBillable } from "./period-billable";
import { periodBoundaries } from "./period-boundaries";
import { periodOf } from "./period-of";
import { priceRate } from "./price-rate";
import { priceUplift } from "./price-uplift";
import { prorationChange } from "./proration-change";
import { prorationRatio } from "./proration-ratio";
import { revenueSchedule } from "./revenue-schedule";
import { taxCompute } from "./tax-compute";
import { taxIdValidate } from "./tax-id-validate";
import { taxTreatment } from "./tax-treatment";
import { usageAggregate } from "./usage-aggregate";
import { writeOffPost } from "./write-off-post";

export const operations: Readonly<Record<string, Operation>> = {
  "calendar.local_days": calendarLocalDays,
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
  "period.billable": periodBillable,
  "period.boundaries": periodBoundaries,
  "period.of": periodOf,
  "price.rate": priceRate,
  "price.uplift": priceUplift,
  "proration.change": prorationChange,
  "proration.ratio": prorationRatio,
  "revenue.schedule": revenueSchedule,
  "tax.compute": taxCompute,
  "tax.treatment": taxTreatment,
  "tax_id.validate": taxIdValidate,
  "usage.aggregate": usageAggregate,
  "write_off.post": writeOffPost,
};
