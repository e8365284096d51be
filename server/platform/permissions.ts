export const permissions = [
  "accounts:read",
  "invoices:read",
  "payments:read",
  "ledger:read",
  "proof:read",
  "outbox:read",
] as const;

export type Permission = (typeof permissions)[number];

export type StaffAuthority = {
  readonly role: string;
  readonly permissions: readonly Permission[];
};
