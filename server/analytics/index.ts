export * from "./read-recurring-revenue";
