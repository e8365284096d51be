import { createHmac, timingSafeEqual } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { gatewayEvents } from "@/db/schema/payments";
import { emitAll, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { env } from "@/server/platform/env";
import { gatewayEventReceived } from "./events";
import { defaultGateway, defaultGatewayName } from "./gateways/default-gateway";
import type { GatewayEvent } from "./gateways/gateway";

const toleranceSeconds = 300;

/** What is kept of an event: enough to read it again, and nothing of its payer. */
const keptBody = z.object({
  id: z.string(),
  type: z.string().optional(),
  charge: z.object({ reference: z.string() }),
});

export type SignedEvent = { readonly gateway: string; readonly body: string; readonly signature: string };

/** Verified and kept as it came, once; what it means is asked of the gateway later, in any order. */
export const recordGatewayEvent = async (ctx: ServiceContext, event: SignedEvent): Promise<"kept" | "refused"> => {
  if (event.gateway !== defaultGatewayName || !isGenuine(event)) return "refused";
  const body = readJson(event.body);
  const told = defaultGateway().readEvent(body);
  const kept = keptBody.safeParse(body);
  if (!told || !kept.success) return "refused";
  await inTransaction(ctx, async (inner) => {
    const inserted = await inner.db
      .insert(gatewayEvents)
      .values({ gateway: event.gateway, eventId: told.eventId, body: kept.data })
      .onConflictDoNothing()
      .returning({ id: gatewayEvents.eventId });
    if (inserted.length === 0) return;
    await recordAudit(inner, { action: "payments:receive_event", accountId: null, subjectIds: [told.eventId] });
    emitAll(inner, gatewayEventReceived, [told.eventId]);
  });
  return "kept";
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isGenuine = ({ body, signature }: SignedEvent): boolean => {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature);
  if (!match?.[1] || !match[2]) return false;
  const age = Math.abs(Date.now() / 1000 - Number(match[1]));
  const expected = createHmac("sha256", env().GATEWAY_WEBHOOK_SECRET).update(`${match[1]}.${body}`).digest();
  return age <= toleranceSeconds && timingSafeEqual(expected, Buffer.from(match[2], "hex"));
};

/** What events told, by their ids, in no order. */
export const listGatewayEvents = async (ctx: ServiceContext, eventIds: readonly string[]): Promise<GatewayEvent[]> => {
  const rows = await ctx.db
    .select()
    .from(gatewayEvents)
    .where(and(eq(gatewayEvents.gateway, defaultGatewayName), inArray(gatewayEvents.eventId, [...eventIds])));
  const gateway = defaultGateway();
  return rows.flatMap(({ body }) => gateway.readEvent(body) ?? []);
};

export const markEventsApplied = async (ctx: ServiceContext, eventIds: readonly string[]): Promise<void> => {
  await ctx.db
    .update(gatewayEvents)
    .set({ appliedAt: new Date() })
    .where(inArray(gatewayEvents.eventId, [...eventIds]));
};
