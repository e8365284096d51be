export * from "./number-documents";
export * from "./register-sellers";
export * from "./sellers-store";
