import { getAccount } from "@/server/accounts";
import { listEntitlements } from "@/server/entitlements";
import { DomainError, dayInZone } from "@/server/kernel";
import { inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { retryDelaySeconds } from "./core/retry-delay";
import { wantedAccess } from "./core/wanted-access";
import type { Product } from "./product-port";
import { claimTask, failTask, finishTask, insertTask, type ProvisioningTask } from "./provisioning-store";

/** One task for each account whose entitlements changed; the same cause makes no second one. */
export const planProvisioning = (ctx: ServiceContext, accountIds: readonly string[], cause: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    for (const accountId of accountIds) {
      const id = await insertTask(inner, accountId, `${cause}:${accountId}`);
      if (id) await recordAudit(inner, { action: "provisioning:plan", accountId, subjectIds: [id] });
    }
  });

/** Makes the entitlements of an account true in the product now. Throws when the product does not take it. */
export const provisionAccount = async (ctx: ServiceContext, product: Product, accountId: string): Promise<void> => {
  for (let task = await claimTask(ctx, accountId); task; task = await claimTask(ctx, accountId)) {
    const error = await runTask(ctx, product, task);
    if (error) throw new DomainError("gateway_unavailable", "provisioning.product_unavailable", error);
  }
};

/** The sweep over tasks that failed or were left behind. */
export const retryProvisioning = async (ctx: ServiceContext, product: Product): Promise<number> => {
  let done = 0;
  for (let task = await claimTask(ctx, null); task; task = await claimTask(ctx, null)) {
    await runTask(ctx, product, task);
    done += 1;
  }
  return done;
};

const runTask = async (ctx: ServiceContext, product: Product, task: ProvisioningTask): Promise<string | null> => {
  const account = await getAccount(ctx, task.accountId);
  const granted = await listEntitlements(ctx, account.id, dayInZone(ctx.now, account.timeZone));
  const wanted = wantedAccess(account.name, granted);
  const answer = await product.putWorkspace({
    accountId: account.id,
    version: task.version,
    wanted,
    idempotencyKey: `${task.id}:${task.attempts}`,
  });
  if (answer.ok) {
    await finishTask(ctx, task, wanted);
    return null;
  }
  await failTask(ctx, task, { error: answer.error, delaySeconds: retryDelaySeconds(task.attempts) });
  return answer.error;
};
