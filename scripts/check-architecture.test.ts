import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cruise } from "./check-architecture.mjs";

const root = path.resolve(import.meta.dirname, "..");
const parts = ["app", "components", "server", "db", "inngest", "simulators", "scripts", "messages"];
const configuration = [".dependency-cruiser.cjs", ".resolve.cjs", "architecture.cjs", "package.json", "tsconfig.json"];

/** One violation of each rule: the rule's name, the file that breaks it, and what it imports. */
const planted: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ["no-circular", "server/kernel/planted-a.ts", "./planted-b"],
  ["map-ledger", "server/ledger/planted-map.ts", "@/server/orders"],
  ["map-schema-ledger", "db/schema/ledger.ts", "./orders"],
  ["tables-of-ledger", "server/ledger/planted-tables.ts", "@/db/schema/orders"],
  ["front-door-payments", "server/orders/planted-door.ts", "@/server/payments/payments-store"],
  ["front-door-outside", "app/planted-door.ts", "@/server/orders/orders-store"],
  ["readers-on-top", "server/orders/planted-reader.ts", "@/server/proof"],
  ["conformance-by-the-doors", "server/conformance/planted-door.ts", "@/server/orders/orders-store"],
  ["conformance-on-top", "server/orders/planted-cases.ts", "@/server/conformance"],
  ["core-is-pure", "server/orders/core/planted-pure.ts", "@/server/platform/database"],
  ["sql-in-stores", "inngest/functions/planted-sql.ts", "drizzle-orm"],
  ["tables-have-owners", "server/platform/planted-tables.ts", "@/db/schema/orders"],
  ["web-never-db", "app/planted-db.ts", "@/db/client"],
  ["components-are-low", "components/billing/planted-low.ts", "@/server/orders"],
  ["ui-is-lowest", "components/ui/planted-ui.ts", "@/components/billing/money-text"],
  ["server-never-up", "server/orders/planted-up.ts", "next/headers"],
  ["audiences-apart", "app/(portal)/planted-apart.ts", "@/app/(storefront)/layout"],
  ["simulators-apart", "simulators/planted-apart.ts", "@/server/kernel"],
  ["client-reaches-no-db", "components/billing/planted-client.tsx", "@/server/platform/database"],
];

let copy: string;
let found: Set<string>;

const key = (violation: { rule: { name: string }; from: string }) => `${violation.rule.name} ${violation.from}`;

const violations = (): Set<string> =>
  new Set(["types", "runtime"].flatMap((pass) => cruise(copy, pass).violations.map(key)));

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-map-"));
  for (const part of parts) fs.cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  for (const file of configuration) fs.copyFileSync(path.join(root, file), path.join(copy, file));
  fs.symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  fs.writeFileSync(path.join(copy, "server/kernel/planted-b.ts"), `import "./planted-a";\n`);
  for (const [, file, imports] of planted) fs.appendFileSync(path.join(copy, file), `import "${imports}";\n`);
  found = violations();
}, 300_000);

afterAll(() => {
  fs.rmSync(copy, { recursive: true, force: true });
});

describe("the module map", () => {
  it.each(planted)("refuses by the name of %s what %s would import", (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });
});
