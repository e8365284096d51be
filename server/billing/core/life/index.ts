export * from "./advance-life";
export * from "./bill-service";
export * from "./credit-service";
export * from "./life-basis";
export * from "./price-of-charge";
export * from "./request-change";
export * from "./take-change";
