import type { ServiceContext } from "@/server/platform";
import { listKeptGatewayMethods } from "./payment-methods-store";
import type { GatewayAccess } from "./settle-invoice-payments";

/** Has the gateway give up cards that are no longer on file here; one that came back meanwhile stays. */
export const forgetCards = async (
  ctx: ServiceContext,
  access: GatewayAccess,
  gatewayMethodIds: readonly string[],
): Promise<void> => {
  const kept = await listKeptGatewayMethods(ctx, gatewayMethodIds);
  for (const id of gatewayMethodIds) if (!kept.has(id)) await access.gateway.forgetCard(id);
};
