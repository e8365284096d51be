import { DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listServiceSpans, type ServiceSpan } from "@/server/subscriptions";

export const getServiceSpan = async (ctx: ServiceContext, subscriptionId: string): Promise<ServiceSpan> => {
  const [span] = await listServiceSpans(ctx, [subscriptionId]);
  if (span) return span;
  // The words of an account that is not yours: an id of somebody else tells nothing.
  throw new DomainError("not_found", "account.not_found", "There is no such account.");
};
