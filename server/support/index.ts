export * from "./list-accounts";
export * from "./list-audit-entries";
export * from "./list-work";
export * from "./read-account-page";
export * from "./read-bill-runs";
export * from "./read-invoice-page";
export * from "./read-timeline";
export * from "./read-welcome";
