import { getStaffProfile } from "@/server/auth/get-profile";
import { staffContext } from "@/server/auth/request-context";
import { type Permission, readBusinessClock } from "@/server/platform";
import type { ConsoleRoom } from "../_components/console-rooms";
import type { ConsoleShellProps } from "../_components/console-shell";

/** Where business is done from: its clock shows this city's time. */
export const companyZone = "Europe/Dublin";

const permissionOf: Readonly<Record<ConsoleRoom, Permission>> = {
  home: "accounts:read",
  accounts: "accounts:read",
  invoices: "invoices:read",
  billingRuns: "billing_runs:read",
  catalog: "catalog:read",
  ledger: "ledger:read",
  proof: "proof:read",
  audit: "audit:read",
  jobs: "jobs:read",
  outbox: "outbox:read",
  billingPolicy: "policies:read",
  apiKeys: "api_keys:read",
  clock: "clock:advance",
};

const roomsFor = (permissions: readonly Permission[]): ConsoleRoom[] =>
  (Object.keys(permissionOf) as ConsoleRoom[]).filter((room) => permissions.includes(permissionOf[room]));

export const loadConsoleShell = async (): Promise<Omit<ConsoleShellProps, "theme" | "signOut" | "switchKeys">> => {
  const ctx = await staffContext();
  const [profile, clock] = await Promise.all([getStaffProfile(ctx), readBusinessClock(ctx.db)]);
  return {
    user: { ...profile.user, roleName: profile.title },
    mayStartRuns: profile.permissions.includes("billing_runs:start"),
    hasSingleKeys: profile.hasSingleKeys,
    rooms: roomsFor(profile.permissions).filter((room) => room !== "clock" || clock.isSimulated),
    clock: clock.isSimulated ? { now: clock.now, zone: companyZone } : null,
  };
};
