export * from "./number-documents";
export * from "./sellers-store";
