export const roomHrefs = {
  home: "/console",
  accounts: "/console/accounts",
  invoices: "/console/invoices",
  billingRuns: "/console/billing-runs",
  catalog: "/console/catalog",
  ledger: "/console/ledger",
  proof: "/console/proof",
  audit: "/console/audit",
  jobs: "/console/jobs",
  outbox: "/console/settings/outbox",
  clock: "/console/settings/clock",
  billingPolicy: "/console/settings/billing-policy",
  apiKeys: "/console/settings/api-keys",
} as const;

export type ConsoleRoom = keyof typeof roomHrefs;
