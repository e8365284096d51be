export * from "./effective-value";
