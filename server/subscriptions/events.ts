export const subscriptionExpired = "subscriptions/subscription.expired";
export const subscriptionActivated = "subscriptions/subscription.activated";
