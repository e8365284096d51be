import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Most changes are noticed by the tests beside them, before all that the cases call has to be loaded. */
class CasesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isCases = ({ moduleId }: TestSpecification): number => Number(moduleId.includes("/server/conformance/"));
    return [...files].sort((a, b) => isCases(a) - isCases(b));
  }
}

const nearest = process.env.MUTATION_TESTS_OF;

/**
 * The tests that a changed line is held against: all that need no database, and the cases; or those of one folder and the
 * cases.
 */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ["./scripts/property-seed.ts"],
    include: nearest ? [`${nearest}/**/*.test.ts`, "server/conformance/conformance.test.ts"] : ["server/**/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "**/*.db.test.ts",
      "**/*.scenario.test.ts",
      // A change is tried in seconds; thousands of random lives, or renderings, take a minute each time.
      "**/random-life.test.ts",
      "**/zone-transitions.test.ts",
      "server/documents/render-invoice-pdf.test.ts",
    ],
    testTimeout: 60_000,
    // A change is switched on inside modules that are loaded, so they need loading only once.
    isolate: false,
    sequence: { sequencer: CasesLast },
  },
});
