export * from "./invoice-set";
