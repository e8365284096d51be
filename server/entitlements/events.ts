/** Carries account ids: what these accounts may use has changed. */
export const entitlementsChanged = "entitlements/entitlement.changed";
