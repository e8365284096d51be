import { defaultGateway } from "@/server/payments";
import { env } from "@/server/platform/env";
import type { GatewayAccess } from "./pay-order";

export const defaultGatewayAccess = (): GatewayAccess => ({ gateway: defaultGateway(), appOrigin: env().APP_ORIGIN });
