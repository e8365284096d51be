import { runDueBillRuns } from "@/server/billing";
import { expireCredit } from "@/server/credits";
import { runDunning } from "@/server/dunning";
import { dayInZone } from "@/server/kernel";
import { collectDueInvoices, type GatewayAccess } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { recognizeRevenue } from "@/server/revenue";
import { listSellers } from "@/server/sellers";

export type SweepCounts = {
  readonly billedAccounts: number;
  readonly collectedInvoices: number;
  readonly recognizedParts: number;
};

/** Everything that is due now, in the order in which a day does it; each sweep finds its own work and repeats nothing. */
export const runSweeps = async (ctx: ServiceContext, owner: string, access: GatewayAccess): Promise<SweepCounts> => {
  const billedAccounts = await runDueBillRuns(ctx, owner);
  const { collectedCount } = await collectDueInvoices(ctx, access);
  await runDunning(ctx);
  const recognizedParts = await recognizeDueRevenue(ctx);
  await expireCredit(ctx);
  return { billedAccounts, collectedInvoices: collectedCount, recognizedParts };
};

/** For every seller, each on its own day. */
export const recognizeDueRevenue = async (ctx: ServiceContext): Promise<number> => {
  const sellers = await listSellers(ctx);
  const recognized = await Promise.all(
    sellers.map(({ id, timeZone }) => recognizeRevenue(ctx, { sellerId: id, today: dayInZone(ctx.now, timeZone) })),
  );
  return recognized.reduce((sum, { partCount }) => sum + partCount, 0);
};
