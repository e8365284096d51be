export * from "./month-weights";
export * from "./recognition-postings";
export * from "./revenue-schedule";
