export const subscriptionActivated = "subscriptions/subscription.activated";
