export { checkRatePlan, type DefinedPlan } from "./check-rate-plan";
