import { type StdioOptions, spawn } from "node:child_process";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

export type Stage = {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export const node = (...args: string[]): readonly string[] => [process.execPath, ...args];
export const bin = (packagePath: string, ...args: string[]): readonly string[] =>
  node(path.join("node_modules", packagePath), ...args);

const running = new Set<ReturnType<typeof spawn>>();

let isPassingSignals = false;

/** Only a command that runs stages outlives a signal: for as long as they take to end. */
const passSignals = (): void => {
  if (isPassingSignals) return;
  isPassingSignals = true;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      for (const child of running) child.kill("SIGTERM");
      process.exitCode = 1;
    });
  }
};

type Ended = { readonly code: number; readonly said: string };

const runStage = (stage: Stage, output: "inherit" | "kept"): Promise<Ended> =>
  new Promise((resolve) => {
    passSignals();
    const [command = "", ...args] = stage.command;
    const stdio: StdioOptions = output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...stage.env } });
    const said: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => said.push(chunk));
    running.add(child);
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, said: Buffer.concat(said).toString() });
    });
  });

/** What one lane of stages tells the others: how long each took, and that one failed. */
type Progress = { readonly took: string[]; failed: string | null };

const runLane = async (stages: readonly Stage[], progress: Progress, output: "inherit" | "kept"): Promise<void> => {
  for (const stage of stages) {
    if (progress.failed !== null) return;
    const began = Date.now();
    if (output === "inherit") process.stdout.write(`\n── ${stage.name}\n`);
    const { code, said } = await runStage(stage, output);
    progress.took.push(`${stage.name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
    if (output === "kept") process.stdout.write(`\n── ${stage.name}\n${said}`);
    if (code !== 0) progress.failed ??= stage.name;
  }
};

const tell = ({ took, failed }: Progress): boolean => {
  if (failed === null) process.stdout.write(`\n${took.join(" · ")}\n`);
  else {
    process.stdout.write(`\n${failed} failed.\n`);
    process.exitCode = 1;
  }
  return failed === null;
};

/** Runs stages one after another, says how long each took, and stops at the first that fails. */
export const runStages = async (stages: readonly Stage[]): Promise<boolean> => {
  const progress: Progress = { took: [], failed: null };
  await runLane(stages, progress, "inherit");
  return tell(progress);
};

/** Runs lanes of stages beside each other, each stage saying what it has to say at its end; once one failed none begins. */
export const runLanes = async (lanes: readonly (readonly Stage[])[]): Promise<boolean> => {
  const progress: Progress = { took: [], failed: null };
  await Promise.all(lanes.map((stages) => runLane(stages, progress, "kept")));
  return tell(progress);
};
