export * from "./product-port";
export * from "./provision-accounts";
export { findNewestTask, type ProvisioningTask } from "./provisioning-store";
