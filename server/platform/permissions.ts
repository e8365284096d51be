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
  "catalog:read",
  "catalog:publish",
  "policies:read",
  "policies:choose",
  "meters:read",
  "meters:create",
  "usage:record",
  "api_keys:read",
  "api_keys:manage",
  "billing_runs:read",
  "billing_runs:start",
  "billing_runs:start_above_limit",
  "credits:grant",
  "corrections:credit",
  "corrections:debit",
  "corrections:refund",
  "corrections:void",
  "corrections:write_off",
  "payments:record",
] as const;

export type Permission = (typeof permissions)[number];

/** How much a person may give an account at once: credit, money back, a debt given up. Null where nothing bounds it. */
export type GivingLimit = {
  readonly upToMajor: bigint | null;
  /** Who may give more, in words for the screen. */
  readonly above: string;
};

export type StaffAuthority = {
  readonly role: string;
  readonly permissions: readonly Permission[];
  /** Whoever has none may give nothing. */
  readonly givingLimit?: GivingLimit;
};
