export * from "./advance-life";
export * from "./bill-service";
export * from "./credit-service";
export * from "./life-basis";
export * from "./line-factors";
export * from "./request-change";
export * from "./take-change";
export * from "./write-factors";
