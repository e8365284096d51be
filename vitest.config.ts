import os from "node:os";
import { defineConfig } from "vitest/config";

const database = ["**/*.db.test.ts"];
const race = ["**/*.race.db.test.ts"];
const scenario = ["**/*.scenario.test.ts"];
const never = ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"];

const withDatabase = {
  globalSetup: ["./scripts/test-database-setup.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  server: { deps: { inline: ["next-auth"] } },
};

// Left to itself the runner keeps one of two cores free, which Postgres needs half the time.
const workers = Math.max(2, os.availableParallelism() - 1);

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ["./scripts/property-seed.ts"],
    maxWorkers: workers,
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          testTimeout: 30_000,
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...never, ...database, ...scenario, "scripts/check-architecture.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "architecture",
          include: ["scripts/check-architecture.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: "db", include: database, exclude: [...never, ...race], ...withDatabase },
      },
      {
        extends: true,
        // Who gets the core must not decide a race: its processes have the machine to themselves.
        test: {
          name: "race",
          include: race,
          exclude: never,
          ...withDatabase,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: "scenario", include: scenario, exclude: never, ...withDatabase } },
    ],
  },
});
