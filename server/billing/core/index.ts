export * from "./plan-billing";
