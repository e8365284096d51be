export * from "./api-key";
export * from "./choose-landing";
export * from "./read-cookie";
export * from "./safe-return-to";
export * from "./session-lifetime";
export * from "./sign-in-code";
