import { env } from "@/server/platform/env";
import type { Gateway } from "./gateway";
import { simulatorGateway } from "./simulator-gateway";

export const defaultGatewayName = "simulator";

const chargeTimeoutMs = 10_000;

/** The gateway that takes cards here: the simulator, as long as no other is set up. */
export const defaultGateway = (): Gateway =>
  simulatorGateway({
    origin: env().SIMULATORS_ORIGIN,
    apiKey: env().GATEWAY_API_KEY,
    timeoutMs: chargeTimeoutMs,
  });
