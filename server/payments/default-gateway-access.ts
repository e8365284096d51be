import { env } from "@/server/platform/env";
import { defaultGateway } from "./gateways/default-gateway";
import type { GatewayAccess } from "./settle-invoice-payments";

export const defaultGatewayAccess = (): GatewayAccess => ({ gateway: defaultGateway(), appOrigin: env().APP_ORIGIN });
