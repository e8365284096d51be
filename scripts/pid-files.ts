import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { isAlive, waitForDeath } from "./embedded-postgres";

/** What tells a process from a later one that got the same number: when it was started. */
const startedAt = (pid: number): string | null => {
  try {
    if (process.platform === "linux") {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
    }
    if (process.platform === "win32") return null;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
};

const files = (directory: string, name: string) => ({
  pid: path.join(directory, "run", `${name}.pid`),
  started: path.join(directory, "run", `${name}.started`),
});

export const writePidFile = (directory: string, name: string, pid: number): void => {
  const at = files(directory, name);
  fs.mkdirSync(path.dirname(at.pid), { recursive: true });
  fs.writeFileSync(at.pid, `${pid}\n`);
  fs.writeFileSync(at.started, startedAt(pid) ?? "");
};

export const removePidFile = (directory: string, name: string): void => {
  const at = files(directory, name);
  fs.rmSync(at.pid, { force: true });
  fs.rmSync(at.started, { force: true });
};

/** The living process that this file speaks of, or null. */
export const readPidFile = (directory: string, name: string): number | null => {
  const at = files(directory, name);
  if (!fs.existsSync(at.pid)) return null;
  const pid = Number(fs.readFileSync(at.pid, "utf8"));
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const recorded = fs.existsSync(at.started) ? fs.readFileSync(at.started, "utf8") : "";
  return recorded === (startedAt(pid) ?? "") ? pid : null;
};

/** Ends a process left behind by a supervisor that was killed. */
export const endOrphan = async (directory: string, name: string): Promise<boolean> => {
  const pid = readPidFile(directory, name);
  removePidFile(directory, name);
  if (pid === null) return false;
  process.kill(pid, "SIGKILL");
  await waitForDeath(pid);
  return true;
};
