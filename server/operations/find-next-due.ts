import { findNextExpiryAt } from "@/server/credits";
import { findNextCollectAt } from "@/server/invoices";
import { addDays, dayInZone, monthOf, plainDateOf, startOfDay, yearOf } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { findNextBillAt } from "@/server/subscriptions";

export type DueKind = "bill_run" | "collection" | "recognition" | "credit_expiry";
export type NextDue = { readonly kind: DueKind; readonly at: Date };

/** What falls due next, of each kind: the instants at which the moving clock stops. */
export const listNextDue = async (ctx: ServiceContext): Promise<NextDue[]> => {
  const sellers = await listSellers(ctx);
  const due: NextDue[] = [];
  for (const seller of sellers) {
    const billAt = await findNextBillAt(ctx, seller.id);
    if (billAt) due.push({ kind: "bill_run", at: billAt });
    due.push({ kind: "recognition", at: startOfNextMonth(ctx.now, seller.timeZone) });
  }
  const collectAt = await findNextCollectAt(ctx);
  if (collectAt) due.push({ kind: "collection", at: collectAt });
  const expiryAt = await findNextExpiryAt(ctx);
  if (expiryAt) due.push({ kind: "credit_expiry", at: expiryAt });
  return due.sort((a, b) => a.at.getTime() - b.at.getTime());
};

const startOfNextMonth = (now: Date, timeZone: string): Date => {
  const today = dayInZone(now, timeZone);
  const first = plainDateOf(yearOf(today), monthOf(today), 1);
  const inNext = addDays(first, 31);
  return startOfDay(plainDateOf(yearOf(inNext), monthOf(inNext), 1), timeZone);
};
