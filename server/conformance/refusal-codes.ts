import type { DomainError } from "@/server/kernel";

/** The engine's reasons by the names the format has for them. */
const codes: Readonly<Record<string, string>> = {
  "number.malformed": "bad_number",
  "currency.unknown": "bad_currency",
  "day.invalid": "bad_day",
  "time_zone.unknown": "bad_zone",
  "schedule.invalid": "bad_schedule",
  "interval.invalid": "bad_interval",
  "period.after_end": "after_end",
  "weights.invalid": "bad_weights",
  "tiers.invalid": "bad_tiers",
  "tiers.above_last": "above_last_tier",
  "charge_model.invalid": "bad_model",
  "tax_rate.out_of_range": "bad_input",
  "credit_note.unknown_line": "bad_input",
  "credit_note.empty_line": "bad_input",
  "write_off.exceeds_receivable": "bad_input",
  "account_event.negative_amount": "bad_input",
  "account_event.unknown_invoice": "bad_input",
  "refund.adjusts_more_than_it_returns": "bad_input",
  "refund.exceeds_payment": "refund_exceeds_payment",
  "refund.exceeds_credit": "refund_exceeds_credit",
  "subscription.not_active": "not_active",
  "subscription.nothing_to_undo": "nothing_to_undo",
  "subscription.effective_too_early": "bad_input",
  "subscription.quantity": "bad_input",
  "subscription.billing_day": "bad_input",
  "account.billing_day": "bad_input",
  "coupon.unknown": "bad_input",
  "order.rate_plan_unknown": "bad_input",
  "order.quantity_out_of_range": "bad_input",
  "service_period.empty": "bad_service_period",
};

export const refusalCode = (error: DomainError): string | undefined => codes[error.reason];
