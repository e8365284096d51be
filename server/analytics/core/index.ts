export * from "./recurring-revenue";
export * from "./retention";
export * from "./revenue-movements";
