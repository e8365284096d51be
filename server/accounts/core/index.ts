export * from "./bill-to-contact";
