import type { Route } from "next";

export type AuditAddress = {
  actor: string;
  action: string;
  account: string;
  subject: string;
  day: string;
  cursor: string | null;
};

export const noFilters: AuditAddress = { actor: "", action: "", account: "", subject: "", day: "", cursor: null };

export const auditHref = (address: AuditAddress): Route => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(address)) if (value) params.set(name, value);
  return (params.size > 0 ? `/console/audit?${params}` : "/console/audit") as Route;
};
