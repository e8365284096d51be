export const permissions = [
  "accounts:read",
  "invoices:read",
  "payments:read",
  "ledger:read",
  "proof:read",
  "outbox:read",
  "audit:read",
  "jobs:read",
  "orders:place",
  "subscriptions:change",
  "clock:advance",
  "catalog:publish",
  "meters:read",
  "meters:create",
  "usage:record",
  "api_keys:read",
  "api_keys:manage",
  "billing_runs:read",
  "billing_runs:start",
  "billing_runs:start_above_limit",
] as const;

export type Permission = (typeof permissions)[number];

export type StaffAuthority = {
  readonly role: string;
  readonly permissions: readonly Permission[];
};
