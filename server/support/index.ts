export * from "./list-accounts";
export * from "./read-account-page";
export * from "./read-invoice-page";
export * from "./read-timeline";
export * from "./read-welcome";
