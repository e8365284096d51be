export * from "./correction-postings";
export * from "./plan-credit-note";
export * from "./plan-debit-note";
export * from "./spread-in-proportion";
export * from "./spread-refund";
