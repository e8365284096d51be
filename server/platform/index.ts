export * from "./audit";
export * from "./authority";
export * from "./business-clock";
export * from "./context";
export * from "./new-id";
export * from "./outbox";
export * from "./rate-limit";
export * from "./transaction";
