export * from "./recognize-revenue";
export * from "./record-schedules";
export { listSchedulesOfDocument } from "./revenue-store";
