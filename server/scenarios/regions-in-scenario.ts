import { registerRegions } from "@/server/catalog";
import type { ServiceContext } from "@/server/platform";

/** Two groups of countries for prices, which share Finland. */
export const registerTwoRegions = (ctx: ServiceContext): Promise<unknown> =>
  registerRegions(ctx, [
    { key: "nordics", name: "Nordic countries", countries: ["DK", "FI", "SE"] },
    { key: "baltics", name: "Around the Baltic", countries: ["EE", "FI", "LT", "LV"] },
  ]);
