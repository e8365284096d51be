export * from "./advance-clock";
export * from "./find-next-due";
export * from "./run-sweeps";
