import { listUnusedGivenBack } from "@/server/invoices";
import type { ServiceContext } from "@/server/platform";
import { listSchedulesOfDocument } from "@/server/revenue";
import type { LineToCredit } from "./core";
import { listCreditedParts } from "./corrections-store";
import type { Correction } from "./open-correction";

/** The lines of an invoice with all that was taken of them before. */
export const loadLinesToCredit = async (ctx: ServiceContext, { invoice }: Correction): Promise<LineToCredit[]> => {
  const credited = await listCreditedParts(ctx, invoice.id);
  const unused = await listUnusedGivenBack(ctx, invoice.lines);
  const schedules = new Map(
    (await listSchedulesOfDocument(ctx, invoice.id)).map(({ lineId, ...schedule }) => [lineId, schedule]),
  );
  return invoice.lines.map((line) => {
    const schedule = schedules.get(line.id);
    return {
      id: line.id,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      taxPosition: line.taxPosition,
      productFamily: line.productFamily,
      earlier: credited.get(line.id) ?? [],
      unusedMinor: unused.get(line.id) ?? 0n,
      deferred: schedule ? { startOn: schedule.serviceStartOn, endOn: schedule.serviceEndOn } : null,
    };
  });
};
