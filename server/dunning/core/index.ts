export * from "./plan-dunning";
