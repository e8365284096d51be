export * from "./aggregate-usage";
