import type { CreateMeterInput } from "@/server/usage";

/** What Alderpost counts, at each of its sellers. */
export const alderpostMeters: readonly Omit<CreateMeterInput, "sellerId">[] = [
  { key: "flow_runs", name: "Flow runs", unitLabel: "run", aggregation: "sum" },
  { key: "sign_envelopes", name: "Sign envelopes", unitLabel: "envelope", aggregation: "sum" },
  { key: "stored_gb", name: "Stored files", unitLabel: "GB", aggregation: "latest" },
];
