export * from "./correction-postings";
export * from "./plan-credit-note";
export * from "./spread-refund";
