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

type Position = { readonly line: number; readonly column: number };
type Mutant = {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Position; readonly end: Position };
};
type Report = { readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>> };

const configFor = (mutate: readonly string[], report: string) => ({
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
  mutate,
});

const runStryker = (config: string, env: Readonly<Record<string, string>>): Promise<void> =>
  new Promise((resolve, reject) => {
    const [command = "", ...args] = bin("@stryker-mutator/core/bin/stryker.js", "run", config);
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", 2, 2], env: { ...process.env, ...env } });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`Stryker ended with ${code}.`))));
  });

type Tried = Mutant & { readonly file: string };

/** Tries the changes of some files, or of ranges in them, against the tests of one folder, or all. */
const tryChanges = async (mutate: readonly string[], testsOf: string | null): Promise<Tried[]> => {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-mutation-"));
  const [config, report] = [path.join(place, "config.json"), path.join(place, "report.json")];
  try {
    fs.writeFileSync(config, JSON.stringify(configFor(mutate, report)));
    await runStryker(config, testsOf ? { MUTATION_TESTS_OF: testsOf } : {});
    const { files } = JSON.parse(fs.readFileSync(report, "utf8")) as Report;
    return Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
};

const isUnnoticed = ({ status }: Mutant): boolean => status === "Survived" || status === "NoCoverage";

const keyOf = ({ file, location, mutatorName, replacement }: Tried): string =>
  JSON.stringify([file, location, mutatorName, replacement]);

// Columns of a report begin at 1, those of a range at 0.
const rangeOf = ({ file, location: { start, end } }: Tried): string =>
  `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;

/** First against the tests beside them, which are quick; what those did not notice against every pure test, if asked. */
const tryFolder = async (folder: string, isNearOnly: boolean): Promise<Tried[]> => {
  const sources = [`${folder}/**/*.ts`, "!**/*.test.ts", "!**/*-test-harness.ts", "!**/index.ts"];
  const near = await tryChanges(sources, folder);
  const ranges = [...new Set(near.filter(isUnnoticed).map(rangeOf))];
  if (isNearOnly || ranges.length === 0) return near;
  const far = new Map((await tryChanges(ranges, null)).map((tried) => [keyOf(tried), tried]));
  return near.map((tried) => (isUnnoticed(tried) ? (far.get(keyOf(tried)) ?? tried) : tried));
};

const summaryOf = (folder: string, all: readonly Tried[], seconds: number) => {
  const killed = all.filter(({ status }) => status === "Killed" || status === "Timeout").length;
  const unnoticed = all.filter(isUnnoticed);
  const survivors = unnoticed.map(
    ({ file, location, mutatorName, replacement, status }) =>
      `${file}:${location.start.line} ${mutatorName} ${status} ${(replacement ?? "").slice(0, 80)}`,
  );
  const score = Number(((100 * killed) / Math.max(1, killed + unnoticed.length)).toFixed(1));
  return { folder, killed, survived: unnoticed.length, score, seconds, survivors };
};

/**
 * Changes one expression after the other in the folders of the cores that are named, or in all six, and says which of
 * the pure tests and cases noticed: one JSON line a folder, with every change that nobody noticed. Some hours for all; with
 * `--near` only the tests of the folder itself and the cases are asked.
 */
export const main = async ({ arguments: args }: { readonly arguments: readonly string[] }): Promise<void> => {
  const folders = args.filter((arg) => arg !== "--near");
  for (const folder of folders.length > 0 ? folders : coreFolders) {
    const began = Date.now();
    const tried = await tryFolder(folder, folders.length < args.length);
    const summary = summaryOf(folder, tried, Math.round((Date.now() - began) / 1000));
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  }
};
