export * from "./record-schedules";
