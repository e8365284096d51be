export * from "./choose-country";
export * from "./markets";
