import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mutate } from "./mutants";
import { mutations } from "./mutations";

const one = { name: "one", file: "a.ts", line: "return 1;", instead: "return 2;" };

describe("a mutation", () => {
  it("changes its one line, wherever that is indented to, and no other", () => {
    expect(mutate("const a = () => {\n  return 1;\n};\nreturn 10;", one)).toBe(
      "const a = () => {\nreturn 2;\n};\nreturn 10;",
    );
  });

  it.each([
    ["gone", "return 10;"],
    ["there twice", "return 1;\n  return 1;"],
  ])("is refused where its line is %s", (_how, text) => {
    expect(() => mutate(text, one)).toThrow("write the mutation again");
  });

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))("finds its line: %s", (_name, mutation) => {
    const text = fs.readFileSync(path.join(import.meta.dirname, "..", mutation.file), "utf8");
    expect(mutate(text, mutation)).not.toBe(text);
  });
});
