import { type GivingLimit, type Permission, permissions, type StaffAuthority } from "@/server/platform/permissions";

export const staffRoles = [
  "sales_rep",
  "sales_manager",
  "deal_desk",
  "support_agent",
  "support_lead",
  "billing_operations",
  "controller",
  "revenue_accountant",
  "catalog_admin",
  "platform_admin",
  "auditor",
] as const;

export type StaffRole = (typeof staffRoles)[number];

export const isStaffRole = (text: string): text is StaffRole => (staffRoles as readonly string[]).includes(text);

const customer: readonly Permission[] = [
  "accounts:read",
  "invoices:read",
  "payments:read",
  "meters:read",
  "catalog:read",
];
const service: readonly Permission[] = [...customer, "subscriptions:change"];
const finance: readonly Permission[] = [...customer, "ledger:read", "proof:read", "policies:read"];
const billing: readonly Permission[] = ["billing_runs:read", "billing_runs:start"];

const giving: readonly Permission[] = ["credits:grant", "corrections:credit", "corrections:refund"];
const correcting: readonly Permission[] = [
  ...giving,
  "corrections:debit",
  "corrections:void",
  "corrections:write_off",
  "payments:record",
];

const permissionsByRole: Readonly<Record<StaffRole, readonly Permission[]>> = {
  sales_rep: customer,
  sales_manager: service,
  deal_desk: customer,
  support_agent: [...service, ...giving],
  support_lead: [...service, ...giving],
  billing_operations: [...finance, ...billing, ...correcting, "subscriptions:change"],
  controller: [
    ...finance,
    ...billing,
    ...correcting,
    ...(["subscriptions:change", "billing_runs:start_above_limit", "audit:read", "policies:choose"] as const),
  ],
  revenue_accountant: [...finance, "billing_runs:read"],
  catalog_admin: [
    ...(["accounts:read", "catalog:read", "catalog:publish", "policies:read", "meters:read", "meters:create"] as const),
  ],
  platform_admin: [
    ...([
      "accounts:read",
      "catalog:read",
      "proof:read",
      "outbox:read",
      "audit:read",
      "jobs:read",
      "clock:advance",
    ] as const),
    ...(["policies:read", "policies:choose", "meters:read", "meters:create"] as const),
    ...(["api_keys:read", "api_keys:manage"] as const),
  ],
  auditor: permissions.filter((permission) => permission.endsWith(":read")),
};

const givingLimits: Readonly<Partial<Record<StaffRole, GivingLimit>>> = {
  support_agent: { upToMajor: 100n, above: "a support lead" },
  support_lead: { upToMajor: 1_000n, above: "billing operations" },
  billing_operations: { upToMajor: 5_000n, above: "a controller" },
  controller: { upToMajor: null, above: "" },
};

export const authorityOf = (role: StaffRole): StaffAuthority => {
  const givingLimit = givingLimits[role];
  return { role, permissions: permissionsByRole[role], ...(givingLimit ? { givingLimit } : {}) };
};
