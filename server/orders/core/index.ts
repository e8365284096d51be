export * from "./order-draft";
export * from "./plan-order";
export * from "./price-offers";
export * from "./price-order";
export * from "./promise-hash";
