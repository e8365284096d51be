import type { StaffRole } from "@/server/people/core";

export type SeededStaff = {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly title: string;
};

const staff = (name: string, role: StaffRole, title: string): SeededStaff => ({
  email: `${name.split(" ")[0]?.toLowerCase()}@alderpost.example`,
  name,
  role,
  title,
});

export const demoPassword = "alderpost-demo";

export const alderpostStaff: readonly SeededStaff[] = [
  staff("Rosa Lindqvist", "sales_rep", "Sales rep EMEA/US"),
  staff("Tom Adeyemi", "sales_manager", "Sales manager"),
  staff("Ines Duarte", "deal_desk", "Deal desk"),
  staff("Sam Whitlock", "support_agent", "Support agent"),
  staff("Priya Raman", "support_lead", "Support lead"),
  staff("Jonas Weber", "billing_operations", "Billing operations"),
  staff("Claire Moreau", "controller", "Controller"),
  staff("Hiro Tanaka", "revenue_accountant", "Revenue accountant"),
  staff("Nadia Petrova", "catalog_admin", "Catalog admin"),
  staff("Omar Haddad", "platform_admin", "Platform admin"),
  staff("Beth Kline", "auditor", "Auditor"),
];

export const brightbarnPeople = [
  { email: "mina@brightbarn.example", name: "Mina Okafor", role: "owner" },
  { email: "leo@brightbarn.example", name: "Leo Marsh", role: "billing_contact" },
  { email: "ana@brightbarn.example", name: "Ana Silva", role: "member" },
] as const;
