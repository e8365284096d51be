import type { SalesChannel } from "@/server/catalog/core";
import type { Actor } from "@/server/platform";

/** What the store shows and sells, before anybody is known and whoever it is. */
export const storeChannel: SalesChannel = "online";

/** The channel through which somebody orders: nobody types it. Programs and the system order through none. */
export const channelOf = ({ kind }: Actor): SalesChannel | null => {
  if (kind === "staff") return "sales";
  return kind === "api_key" || kind === "system" ? null : "online";
};
