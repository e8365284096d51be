import { type ChildProcess, spawn } from "node:child_process";
import readline from "node:readline";
import { isAlive } from "./embedded-postgres";
import { removePidFile, writePidFile } from "./pid-files";
import { openProcessLog, type ProcessLog, processLogFile } from "./process-log";

export type ChildProgram = {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readyUrl: string;
};

export type SupervisorOptions = {
  readonly root: string;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  readonly giveUp: (reason: string) => void;
};

const deathsAllowed = 5;
const deathWindowMs = 60_000;
const stopPatienceMs = 8_000;

type Supervised = { program: ChildProgram; child: ChildProcess | null; log: ProcessLog; deaths: number[] };

export const createSupervisor = (options: SupervisorOptions) => {
  const supervised = new Map<string, Supervised>();
  let stopping = false;

  const launch = (entry: Supervised): void => {
    const { name } = entry.program;
    const child = spawn(process.execPath, [...entry.program.arguments], {
      cwd: options.root,
      env: { NODE_ENV: "production", ...entry.program.env, PROCESS_NAME: name },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that Ctrl-C reaches the children through us and in order.
      detached: process.platform !== "win32",
    });
    entry.child = child;
    if (child.pid) writePidFile(options.dataDirectory, name, child.pid);
    for (const output of [child.stdout, child.stderr]) {
      if (output) readline.createInterface({ input: output }).on("line", entry.log.write);
    }
    child.once("exit", (code, signal) => onDeath(entry, signal ?? `code ${code}`));
  };

  const onDeath = (entry: Supervised, cause: string): void => {
    entry.child = null;
    const { name } = entry.program;
    removePidFile(options.dataDirectory, name);
    if (stopping) return;
    const now = Date.now();
    entry.deaths = [...entry.deaths.filter((at) => now - at < deathWindowMs), now];
    const log = processLogFile(options.dataDirectory, name);
    if (entry.deaths.length >= deathsAllowed) {
      options.giveUp(`${name} died ${deathsAllowed} times within a minute. Its log is ${log}.`);
      return;
    }
    options.say(`${name} ended (${cause}) and is started again; its log is ${log}`);
    setTimeout(() => {
      if (!stopping) launch(entry);
    }, 200);
  };

  const start = async (program: ChildProgram): Promise<void> => {
    const log = openProcessLog(options.dataDirectory, program.name);
    const entry: Supervised = { program, child: null, log, deaths: [] };
    supervised.set(program.name, entry);
    launch(entry);
    await untilReady(program, () => stopping);
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all([...supervised.values()].map((entry) => endChild(entry)));
    await Promise.all([...supervised.values()].map((entry) => entry.log.close()));
  };

  return { start, stop };
};

export type Supervisor = ReturnType<typeof createSupervisor>;

const endChild = async ({ child }: Supervised): Promise<void> => {
  const pid = child?.pid;
  if (!child || !pid) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const impatient = setTimeout(() => {
    if (isAlive(pid)) child.kill("SIGKILL");
  }, stopPatienceMs);
  await gone;
  clearTimeout(impatient);
};

const untilReady = async (program: ChildProgram, isCanceled: () => boolean): Promise<void> => {
  const until = Date.now() + 60_000;
  for (;;) {
    if (isCanceled()) throw new Error(`${program.name} was stopped before it was ready.`);
    if (await answers(program.readyUrl)) return;
    if (Date.now() > until) throw new Error(`${program.name} is not ready after a minute.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};
