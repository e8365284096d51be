import { instantOf, localDayOf } from "@/server/kernel";
import { computeRevenueSchedule, deferredAfter } from "@/server/revenue/core";
import { oneOf, rounding } from "../conventions";
import { operation } from "../operation";
import { writeMinor } from "../write-amounts";

const known = {
  method: oneOf("day", "second", "month_units", "even_months", "even_months_prorated_edges"),
  remainder: oneOf("last", "largest_fraction"),
  rounding,
};

export const revenueSchedule = operation(known, (input, conventions) => {
  const currency = input.currency();
  const zone = input.zone();
  const service = input.object("service");
  const [start, end] = [service.timePoint("start"), service.timePoint("end")];
  const amountMinor = input.requiredWholeMinor("amount", currency);
  const months = computeRevenueSchedule(
    amountMinor,
    {
      startOn: localDayOf(start, zone),
      endOn: localDayOf(end, zone),
      startAt: instantOf(start, zone),
      endAt: instantOf(end, zone),
      zone,
    },
    conventions,
  );
  return {
    buckets: months.map((bucket) => ({ month: bucket.month, amount: writeMinor(bucket.amountMinor, currency) })),
    deferredAfter: deferredAfter(amountMinor, months).map((minor) => writeMinor(minor, currency)),
  };
});
