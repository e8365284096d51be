import { applyGatewayEvents as apply, defaultGatewayAccess } from "@/server/orders";
import { inngest } from "../../client";
import { events } from "../../events";
import { runVerb } from "../../run-verb";

const id = "orders/apply-gateway-events";

export const applyGatewayEvents = inngest.createFunction(
  { id, triggers: [events.gatewayEventReceived], retries: 10 },
  async ({ event, step }) => {
    await step.run("apply", () => runVerb(id, (ctx) => apply(ctx, defaultGatewayAccess(), event.data.ids)));
  },
);
