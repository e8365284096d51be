import fs from "node:fs";
import path from "node:path";

export type UnixIdentity = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: the existing account it runs as then, or null where we are an ordinary user. */
export const postgresIdentity = (): UnixIdentity | null => {
  if (process.platform === "win32" || process.getuid?.() !== 0) return null;
  const accounts = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error("Running as root needs an account named postgres or nobody for PostgreSQL to run as.");
};

/** Whether every folder down to this one lets that account through. */
export const reachableBy = (identity: UnixIdentity, folder: string): boolean => {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at);
    const bit = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
};
