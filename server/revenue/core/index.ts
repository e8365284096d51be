export * from "./recognition-postings";
export * from "./revenue-schedule";
