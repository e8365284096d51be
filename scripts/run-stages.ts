import { spawn } from "node:child_process";
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

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill("SIGTERM");
    process.exitCode = 1;
  });
}

const runStage = (stage: Stage): Promise<number> =>
  new Promise((resolve) => {
    const [command = "", ...args] = stage.command;
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...stage.env } });
    running.add(child);
    child.once("exit", (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });

/** Runs stages one after another, says how long each took, and stops at the first that fails. */
export const runStages = async (stages: readonly Stage[]): Promise<boolean> => {
  const took: string[] = [];
  for (const stage of stages) {
    const began = Date.now();
    process.stdout.write(`\n── ${stage.name}\n`);
    const code = await runStage(stage);
    took.push(`${stage.name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
    if (code !== 0) {
      process.stdout.write(`\n${stage.name} failed.\n`);
      process.exitCode = 1;
      return false;
    }
  }
  process.stdout.write(`\n${took.join(" · ")}\n`);
  return true;
};
