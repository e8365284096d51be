import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { actions } from "./en/console.json";

const server = path.join(import.meta.dirname, "..", "server");

const recorded = fs
  .readdirSync(server, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .flatMap((file) => {
    const source = fs.readFileSync(path.join(server, file), "utf8");
    return source.includes("recordAudit(")
      ? [...source.matchAll(/action: "([a-z_]+:[a-z_]+)"/g)].map(([, name]) => name)
      : [];
  });

it("say each action that the audit log records, so that no timeline shows its name", () => {
  expect(recorded.length).toBeGreaterThan(30);
  expect(recorded.filter((name) => !Object.hasOwn(actions, name ?? ""))).toEqual([]);
});
