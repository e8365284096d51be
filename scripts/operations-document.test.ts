import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { operationsDocument } from "./operations-document";

const places: string[] = [];
afterAll(() => {
  for (const place of places) fs.rmSync(place, { recursive: true });
});

const sources: Readonly<Record<string, string>> = {
  "server/conformance/operations/index.ts": `import { sum } from "./sum";
    export const operations = { "numbers.sum": sum };`,
  "server/conformance/operations/sum.ts": `import { halve, total } from "@/server/numbers/core";
    export const sum = () => halve(total());`,
  "server/conformance/scenario/run-scenario.ts": `import { saveTotal } from "@/server/numbers";
    export const runScenario = () => saveTotal();`,
  "server/numbers/index.ts": `export { saveTotal as keepTotal } from "./save-total"; export { saveTotal } from "./save-total";`,
  "server/numbers/save-total.ts": `import { total } from "./core";
    const inside = () => total();
    export const saveTotal = () => inside();`,
  "server/numbers/core/index.ts": `export * from "./total"; export * from "./halve";`,
  "server/numbers/core/total.ts": `export const total = (): number => one(); export const one = () => 1;`,
  "server/numbers/core/halve.ts": `import { one } from "./total"; export function halve(n: number) { return n / 2 + one(); }`,
  "app/page.tsx": `import { keepTotal } from "@/server/numbers";
    export default function Page() { return <p>{keepTotal()}</p>; }`,
};

const trace = (changes: Readonly<Record<string, string>>, reasons: Readonly<Record<string, string>>): string => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-operations-"));
  places.push(root);
  for (const [file, text] of Object.entries({ ...sources, ...changes })) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return operationsDocument(root, ["app", "server"], reasons);
};

const why = { "numbers.halve": "Nobody halves." };

describe("the document of operations", () => {
  it("names the verb that calls a function through others, and the screen that calls a verb under another name", () => {
    const text = trace({}, why);
    expect(text).toContain("| `total` | numbers | `saveTotal` in `server/numbers/save-total.ts` |");
    expect(text).toContain("| `saveTotal` | numbers | `Page` in `app/page.tsx` |");
  });

  it("says why only cases call a function, and what of it the product shares", () => {
    expect(trace({}, why)).toContain(
      "| `halve` | numbers | *Only cases.* Nobody halves. Shared with the product: `one`. |",
    );
  });

  it("refuses a function that only cases call and nobody explained", () => {
    expect(() => trace({}, {})).toThrow("Only cases call server/numbers/core/halve.ts#halve");
  });

  it("refuses a reason once the product calls the function", () => {
    const saved = `import { halve, total } from "./core"; export const saveTotal = () => halve(total());`;
    expect(() => trace({ "server/numbers/save-total.ts": saved }, why)).toThrow("numbers.halve");
  });

  it("does not take a verb for a caller that no screen, route, job or command leads to", () => {
    const page = { "app/page.tsx": "export default function Page() { return null; }" };
    const text = trace(page, { ...why, "numbers.total": "Not shown.", "numbers.saveTotal": "Not shown." });
    expect(text).toContain("| `total` | numbers | *Only cases.* Not shown. |");
  });

  it("does not take a type, a field or the call of a test for a mention", () => {
    const saved = `import type { total } from "./core"; export const saveTotal = () => ({ total: 1 }).total;`;
    const tested = `import { total } from "./core"; export const check = () => total();`;
    const files = { "server/numbers/save-total.ts": saved, "server/numbers/save-total.test.ts": tested };
    const text = trace(files, { ...why, "numbers.total": "Not called." });
    expect(text).toContain("| `total` | numbers | *Only cases.* Not called. |");
  });
});
