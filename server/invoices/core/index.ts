export * from "./bill-to";
export * from "./invoice-draft";
export * from "./invoice-number";
export * from "./invoice-postings";
export * from "./invoice-status";
