import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Route } from "../http/router";

const here = import.meta.dirname;
const browserCode = path.join(here, "../gateway/browser");
const inter = "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";

const files = [
  ["card-fields.js", path.join(browserCode, "card-fields.js"), "text/javascript; charset=utf-8"],
  ["card-inputs.js", path.join(browserCode, "card-inputs.js"), "text/javascript; charset=utf-8"],
  ["card-rules.js", path.join(browserCode, "card-rules.js"), "text/javascript; charset=utf-8"],
  ["challenge.js", path.join(browserCode, "challenge.js"), "text/javascript; charset=utf-8"],
  ["inter.woff2", createRequire(import.meta.url).resolve(inter), "font/woff2"],
] as const;

export const styles = ["base.css", "card-form.css", "sheet.css"]
  .map((name) => readFileSync(path.join(here, name), "utf8"))
  .join("\n");

export function assetRoutes(): Route[] {
  return files.map(([name, file, type]) => {
    const body = readFileSync(file);
    const headers = { "content-type": type, "cache-control": "public, max-age=300" };
    return { method: "GET", path: `/assets/${name}`, handle: () => ({ kind: "answer", status: 200, headers, body }) };
  });
}
