import { workBillRun } from "./functions/billing/work-bill-run";
import { consumeBatches } from "./functions/consume-batches";
import { provisionAccounts } from "./functions/provisioning/provision-accounts";
import { forgetExpiredEveryNight } from "./functions/retention";
import {
  billEveryPeriod,
  retryMailsEveryMinute,
  retryProvisioningEveryMinute,
  settleOrdersEveryMinute,
} from "./functions/schedules";

export const functions = [
  billEveryPeriod,
  ...consumeBatches,
  forgetExpiredEveryNight,
  provisionAccounts,
  retryMailsEveryMinute,
  retryProvisioningEveryMinute,
  settleOrdersEveryMinute,
  workBillRun,
];
