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

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ["./scripts/property-seed.ts"],
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
        test: { name: "architecture", include: ["scripts/check-architecture.test.ts"], testTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: "db", include: database, exclude: [...never, ...race], ...withDatabase },
      },
      { extends: true, test: { name: "race", include: race, exclude: never, ...withDatabase } },
      { extends: true, test: { name: "scenario", include: scenario, exclude: never, ...withDatabase } },
    ],
  },
});
