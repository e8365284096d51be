import { bin, node, runStages, type Stage } from "./run-stages";

/** Everything that needs no database: seconds, before each commit. */
export const verifyStages: readonly Stage[] = [
  { name: "format and lint", command: bin("@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".") },
  { name: "route types", command: bin("next/dist/bin/next", "typegen"), env: { NEXT_TELEMETRY_DISABLED: "1" } },
  { name: "types", command: bin("typescript/bin/tsc", "--noEmit", "--incremental", "false") },
  { name: "module map", command: node("scripts/check-architecture.mjs") },
  { name: "dead code", command: bin("knip/bin/knip.js") },
  { name: "paths in documents", command: node("--import", "tsx", "scripts/check-doc-refs.ts") },
  { name: "operations of the cases", command: node("--import", "tsx", "scripts/trace-operations.ts") },
  {
    name: "pure tests",
    command: bin("vitest/vitest.mjs", "run", "--project", "pure", "--project", "architecture"),
  },
];

export const main = async (): Promise<void> => {
  process.env.PROPERTY_SEED ??= String(Date.now() % 2 ** 31);
  await runStages(verifyStages);
};
