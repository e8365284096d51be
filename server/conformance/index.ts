export { readCases } from "./read-cases";
export { type CaseResult, type CaseStatus, runCase } from "./run-case";
