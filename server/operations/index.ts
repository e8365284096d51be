export * from "./advance-clock";
export * from "./find-next-due";
export { awaitsFounding, foundCompany } from "./found-company";
export * from "./run-sweeps";
