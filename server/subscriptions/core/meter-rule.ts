/** What a meter counts, and how the events of a period become one quantity. */
export type MeterRule = {
  readonly key: string;
  readonly aggregation: "sum" | "count" | "max" | "latest";
};
