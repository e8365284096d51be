export * from "./invoice-file-name";
export * from "./invoice-paper";
export * from "./printable";
export * from "./tax-words";
export * from "./write-card";
export * from "./write-day";
export * from "./write-discounts";
export * from "./write-money";
