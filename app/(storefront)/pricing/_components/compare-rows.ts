import type { PricingView } from "../../_data/pricing-view";

export const compareGroups = [
  { key: "channels", rows: ["seats", "mailboxes", "forms", "phoneNotes"] },
  { key: "answering", rows: ["replies", "routing", "targets", "satisfaction"] },
  { key: "records", rows: ["history", "reports", "roles", "residency"] },
  { key: "help", rows: ["firstReply"] },
] as const;

export type CompareRowKey = (typeof compareGroups)[number]["rows"][number];

/** Only the plans of one product stand side by side feature by feature. */
export const isCompared = ({ product }: PricingView): boolean => product.key === "desk";

/** Rows that have a second line of explanation. */
export const explainedRows: ReadonlySet<CompareRowKey> = new Set(["phoneNotes", "routing", "targets", "satisfaction"]);
