import { getStaffProfile } from "@/server/auth/get-profile";
import { staffContext } from "@/server/auth/request-context";
import { type Permission, readBusinessClock } from "@/server/platform";
import type { ConsoleRoom } from "../_components/console-rooms";
import type { ConsoleShellProps } from "../_components/console-shell";

/** Where business is done from: its clock shows this city's time. */
export const companyZone = "Europe/Dublin";

const permissionOf: Readonly<Record<ConsoleRoom, Permission>> = {
  accounts: "accounts:read",
  proof: "proof:read",
  outbox: "outbox:read",
};

export const roomsFor = (permissions: readonly Permission[]): ConsoleRoom[] =>
  (Object.keys(permissionOf) as ConsoleRoom[]).filter((room) => permissions.includes(permissionOf[room]));

export const loadConsoleShell = async (): Promise<Omit<ConsoleShellProps, "theme" | "signOut">> => {
  const ctx = await staffContext();
  const [profile, clock] = await Promise.all([getStaffProfile(ctx), readBusinessClock(ctx.db)]);
  return {
    user: { ...profile.user, roleName: profile.title },
    rooms: roomsFor(profile.permissions),
    clock: clock.isSimulated ? { now: clock.now, zone: companyZone } : null,
  };
};
