import { requirePermission, type ServiceContext } from "@/server/platform";
import { loadMeters, type Meter } from "./meters-store";

/** The meters of every seller, by seller and key. */
export const listMeters = async (ctx: ServiceContext): Promise<Meter[]> => {
  requirePermission(ctx.actor, "meters:read");
  return loadMeters(ctx);
};
