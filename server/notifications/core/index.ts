export * from "./mail-state";
