export * from "./recognize-revenue";
export * from "./record-schedules";
