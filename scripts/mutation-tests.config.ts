import { defineConfig } from "vitest/config";

const folder = process.env.MUTATED_FOLDER ?? "server/kernel";

/** The tests that a changed line is held against: those of its folder, and the cases. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ["./scripts/property-seed.ts"],
    include: [`${folder}/**/*.test.ts`, "server/conformance/conformance.test.ts"],
    // A change is tried in seconds; thousands of random lives take a minute each time.
    exclude: ["**/node_modules/**", "**/*.db.test.ts", "**/random-life.test.ts", "**/zone-transitions.test.ts"],
    testTimeout: 60_000,
  },
});
