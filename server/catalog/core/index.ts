export * from "./rate-plan";
