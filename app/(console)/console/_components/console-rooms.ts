export const roomHrefs = {
  home: "/console",
  accounts: "/console/accounts",
  billingRuns: "/console/billing-runs",
  proof: "/console/proof",
  audit: "/console/audit",
  jobs: "/console/jobs",
  outbox: "/console/settings/outbox",
  clock: "/console/settings/clock",
} as const;

/** Records without a list of their own belong to the room from which they are opened. */
export const roomCovers: Readonly<Partial<Record<ConsoleRoom, readonly string[]>>> = {
  accounts: ["/console/invoices"],
};

export type ConsoleRoom = keyof typeof roomHrefs;
