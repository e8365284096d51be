export * from "./bill-to";
export * from "./compute-credit-note";
export * from "./invoice-draft";
export * from "./invoice-number";
export * from "./invoice-postings";
export * from "./invoice-status";
export * from "./is-credit-note";
export * from "./split-write-off";
