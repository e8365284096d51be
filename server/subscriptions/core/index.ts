export * from "./next-billing-day";
