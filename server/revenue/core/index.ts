export * from "./revenue-schedule";
