export { readCases } from "./read-cases";
export { type CaseStatus, runCase } from "./run-case";
export { runCases } from "./run-cases";
export { openScenarioRunner, type Scenarios } from "./scenario/open-scenario-runner";
