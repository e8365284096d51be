import type { MeterAggregation } from "@/server/catalog/core";

/** What a meter counts, and how the events of a period become one quantity. */
export type MeterRule = {
  readonly key: string;
  readonly aggregation: MeterAggregation;
};
