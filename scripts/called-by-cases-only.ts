import type { Reasons } from "./operations-document";

const noRevenueScreen = "No screen shows revenue metrics.";
const accountInRows = "It keeps an account in memory; the product keeps payments, refunds and credit as rows.";
const lifeAdvances = "It lists periods; the product goes from boundary to boundary of the same grid, by `advanceLife`.";
const ofSaleAndLine = "A sale has one tax decision, by `decideTax`, for all of its lines.";

/** Functions by module and name that the conformance cases call and the product does not, and why it does not. */
export const calledByCasesOnly: Reasons = {
  "analytics.activeInMonth": noRevenueScreen,
  "analytics.computeMovements": noRevenueScreen,
  "analytics.computeRecurringRevenue": noRevenueScreen,
  "analytics.computeRetention": noRevenueScreen,
  "analytics.lifetimeMonths": noRevenueScreen,
  "analytics.lifetimeValue": noRevenueScreen,
  "analytics.readRecurringRevenue": noRevenueScreen,
  "analytics.retainedAfter": noRevenueScreen,
  "analytics.revenueOnDay": noRevenueScreen,
  "analytics.rollingChurn": noRevenueScreen,
  "analytics.shareInPercent": noRevenueScreen,
  "accounts.setStatedTax": "No screen agrees a rate of tax with an account.",
  "billing.billDue":
    "It bills a seller at an instant, with no run to show; a bill run bills its accounts by the same `billAccounts`.",
  "billing.computeDocumentTotals":
    "A document of the product is the sum of lines that were discounted and rounded when they were planned.",
  "billing.planBillablePeriods": lifeAdvances,
  "billing.settleByCredit": "Credit pays several documents in their order, by `settleWithCredit`.",
  "corrections.listReturns": "Screens read refunds with the invoice they belong to.",
  "dunning.planDunning": "It foretells a whole run; the product keeps each attempt and asks for the next.",
  "dunning.stageOn": "Access has no stages between the first failure and the final action.",
  "invoices.taxOfReceivable": "What is written off has the tax of its own invoice.",
  "invoices.readInvoices": "Screens read one invoice at a time.",
  "kernel.firstBoundaryFrom": lifeAdvances,
  "kernel.listServicePeriods": lifeAdvances,
  "kernel.servicePeriodOf": lifeAdvances,
  "orders.chargeAccount": "No screen charges an account for what no subscription has.",
  "orders.moveBillingDayOfAccount": "Screens move the billing day of one subscription.",
  "payments.accountBalanceOf": accountInRows,
  "payments.applyAccountEvents": accountInRows,
  "payments.balanceOf": accountInRows,
  "payments.openAccount": accountInRows,
  "payments.writtenOffOf": accountInRows,
  "promotions.applyDiscounts": "A coupon lowers the price of a period, by `wholePrice`, and never a document.",
  "rating.fairValueOfChange": "A change gives back what is left of the lines that were billed.",
  "rating.prorateChange": "A change gives back what is left of the lines that were billed.",
  "rating.rateGraduatedChanges": "No charge weighs changes of quantity within its tiers.",
  "rating.rateProgress": "Usage is billed when its period ends, and not on the way.",
  "rating.rateWindows": "No charge has commitments by the hour of use.",
  "rating.sumOfYears": "A renewal raises the price once, and foretells no years.",
  "rating.windowRule": "No charge has commitments by the hour of use.",
  "revenue.computeRevenueSchedule": "Revenue is recognized by days alone, by `monthsOfRevenue`.",
  "revenue.deferredAfter": "What is deferred is the balance of its ledger account.",
  "tax.chooseTaxRates": ofSaleAndLine,
  "tax.computeTax": "Documents are taxed by `computeDocumentTax`.",
  "tax.taxOfTreatment": "The tax of a sale is computed with its document, by `computeDocumentTax`.",
};
