export * from "./credit-grant";
export * from "./credit-movement";
export * from "./draw-down";
export * from "./settle-with-credit";
