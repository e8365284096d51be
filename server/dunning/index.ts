export * from "./run-dunning";
