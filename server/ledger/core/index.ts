export * from "./chart-of-accounts";
export * from "./journal-entry";
export * from "./seal";
export * from "./sum-postings";
