import { grantEntitlements } from "./functions/entitlements/grant-entitlements";
import { deliverMails } from "./functions/notifications/deliver-mails";
import { sendOrderMails, sendPaymentFailedMails } from "./functions/notifications/send-order-mails";
import { applyGatewayEvents } from "./functions/orders/apply-gateway-events";
import { grantOwnership } from "./functions/people/grant-ownership";
import { provisionAccounts } from "./functions/provisioning/provision-accounts";
import { forgetExpiredEveryNight } from "./functions/retention";
import { retryMailsEveryMinute, retryProvisioningEveryMinute, settleOrdersEveryMinute } from "./functions/schedules";

export const functions = [
  applyGatewayEvents,
  deliverMails,
  forgetExpiredEveryNight,
  grantEntitlements,
  grantOwnership,
  provisionAccounts,
  retryMailsEveryMinute,
  retryProvisioningEveryMinute,
  sendOrderMails,
  sendPaymentFailedMails,
  settleOrdersEveryMinute,
];
