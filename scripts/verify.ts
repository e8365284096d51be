import os from "node:os";
import { bin, node, runLanes, type Stage } from "./run-stages";

const checks: readonly Stage[] = [
  { name: "format and lint", command: bin("@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".") },
  { name: "route types", command: bin("next/dist/bin/next", "typegen"), env: { NEXT_TELEMETRY_DISABLED: "1" } },
  { name: "types", command: bin("typescript/bin/tsc", "--noEmit", "--incremental", "false") },
  { name: "module map", command: node("scripts/check-architecture.mjs") },
  { name: "dead code", command: bin("knip/bin/knip.js") },
  { name: "paths in documents", command: node("--import", "tsx", "scripts/check-doc-refs.ts") },
  { name: "operations of the cases", command: node("--import", "tsx", "scripts/trace-operations.ts") },
];

// The checks, each of which has one core, leave the others to the tests.
const workers = Math.max(1, os.availableParallelism() - 1);

const tests: readonly Stage[] = [
  {
    name: "pure tests",
    command: bin("vitest/vitest.mjs", "run", "--project", "pure", `--maxWorkers=${workers}`),
  },
  { name: "rules of the module map", command: bin("vitest/vitest.mjs", "run", "--project", "architecture") },
];

/** Everything that needs no database: two or three minutes, before each commit. */
export const verify = (): Promise<boolean> => runLanes([checks, tests]);

export const main = async (): Promise<void> => {
  process.env.PROPERTY_SEED ??= String(Date.now() % 2 ** 31);
  await verify();
};
