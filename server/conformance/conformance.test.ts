import path from "node:path";
import { describe, expect, it } from "vitest";
import { readCases, runCase } from "./index";
import { operations } from "./operations";

const cases = readCases([path.join(import.meta.dirname, "cases")]).filter(({ op }) => operations[op]);

describe("the engine on published and random cases", () => {
  it.each(cases.map((given) => [`${given.op} ${given.id}`, given] as const))("%s", async (_title, given) => {
    const { status, diff, reason } = await runCase(given);
    expect({ status, diff, reason }).toEqual({ status: "pass" });
  });
});
