import { DomainError } from "@/server/kernel";
import { requireAccountAct, type ServiceContext } from "@/server/platform";
import { getServiceSpan } from "./get-service-span";
import { type EventsPage, pageOfEvents } from "./usage-events-store";

export type ListUsageEventsInput = (
  | { readonly accountId: string; readonly subscriptionId?: never }
  | { readonly accountId?: never; readonly subscriptionId: string }
) & {
  /** The key of a meter. */
  readonly meter?: string;
  /** The cursor of the page before. */
  readonly after?: string;
};

const cursorText = /^\d{1,18}$/;

/** The events of an account or of one subscription, the last recorded first. */
export const listUsageEvents = async (ctx: ServiceContext, input: ListUsageEventsInput): Promise<EventsPage> => {
  const { subscriptionId = null, meter = null, after = null } = input;
  const accountId = input.accountId ?? (await getServiceSpan(ctx, input.subscriptionId)).accountId;
  requireAccountAct(ctx.actor, accountId, "read");
  if (after !== null && !cursorText.test(after)) {
    throw new DomainError("invalid_input", "list.cursor_malformed", "Start the list again from its first page.");
  }
  return pageOfEvents(ctx, {
    accountId,
    subscriptionId,
    meterKey: meter,
    before: after === null ? null : BigInt(after),
  });
};
