export const subscriptionActivated = "subscriptions/subscription.activated";
/** Its plan, quantity, status or what waits for it is another than before. */
export const subscriptionChanged = "subscriptions/subscription.changed";
