export { readCases } from "./read-cases";
export { type CaseStatus, runCase } from "./run-case";
export { openScenarioRunner } from "./scenario/open-scenario-runner";
