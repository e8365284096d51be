import { listInvoices } from "@/server/invoices";
import type { ServiceContext } from "@/server/platform";
import type { Scenario } from "./open-scenario";

/** More than a scenario has of anything. */
export const everything = 2_000;

/** In the order of issue: ids made later sort later. */
export const listInvoiceIds = async (ctx: ServiceContext, { accounts }: Scenario): Promise<string[]> => {
  const ids: string[] = [];
  for (const { accountId } of accounts.values()) {
    ids.push(...(await listInvoices(ctx, { accountId, limit: everything })).map(({ id }) => id));
  }
  return ids.sort();
};
