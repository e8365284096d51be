import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { bin, root } from "./run-stages";

const coreFolders = [
  "server/kernel",
  "server/rating/core",
  "server/billing/core",
  "server/orders/core",
  "server/invoices/core",
  "server/tax/core",
];

type Mutant = {
  readonly status: string;
  readonly mutatorName: string;
  readonly location: { readonly start: { readonly line: number } };
};
type Report = { readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>> };

const configFor = (folder: string, report: string) => ({
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutation-tests.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  concurrency: Math.max(1, os.availableParallelism() - 1),
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: report },
  tempDirName: path.join(".data", "mutation"),
  ignorePatterns: [".next", ".data", ".screens", "e2e", "test-results"],
  timeoutMS: 60_000,
  mutate: [`${folder}/**/*.ts`, "!**/*.test.ts", "!**/*-test-harness.ts", "!**/index.ts"],
});

const runStryker = (config: string, folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const [command = "", ...args] = bin("@stryker-mutator/core/bin/stryker.js", "run", config);
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`Stryker left ${folder} with ${code}.`))));
  });

const summaryOf = (folder: string, { files }: Report, seconds: number) => {
  const all = Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
  const count = (...statuses: readonly string[]) => all.filter(({ status }) => statuses.includes(status)).length;
  const [killed, survived] = [count("Killed", "Timeout"), count("Survived", "NoCoverage")];
  const survivors = all
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .map(({ file, location, mutatorName, status }) => `${file}:${location.start.line} ${mutatorName} ${status}`);
  const score = Number(((100 * killed) / Math.max(1, killed + survived)).toFixed(1));
  return { folder, killed, survived, score, seconds, survivors };
};

/**
 * Changes one expression after the other in the folders of the cores that are named, or in all six, and says which of
 * the pure tests and cases noticed: one JSON line a folder, with every change that nobody noticed. Some hours for all.
 */
export const main = async ({ arguments: args }: { readonly arguments: readonly string[] }): Promise<void> => {
  for (const folder of args.length > 0 ? args : coreFolders) {
    const began = Date.now();
    const place = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-mutation-"));
    const [config, report] = [path.join(place, "config.json"), path.join(place, "report.json")];
    fs.writeFileSync(config, JSON.stringify(configFor(folder, report)));
    await runStryker(config, folder);
    const found = JSON.parse(fs.readFileSync(report, "utf8")) as Report;
    const summary = summaryOf(folder, found, Math.round((Date.now() - began) / 1000));
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    fs.rmSync(place, { recursive: true, force: true });
  }
};
