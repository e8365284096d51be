import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter(Boolean);

// A path in backticks: with a folder or an ending, and without what only examples have.
const cited = /`((?:[a-zA-Z0-9_.()[\]-]+\/)+[a-zA-Z0-9_.()[\]-]*|[a-z-]+\.(?:ts|mjs|cjs|json|md))`/g;

const isOurs = (reference: string): boolean =>
  /^(app|components|server|db|inngest|simulators|scripts|docs|e2e|lint|messages|public)\//.test(reference);

const missing = documents.flatMap((document) => {
  const text = fs.readFileSync(path.join(root, document), "utf8");
  return [...text.matchAll(cited)]
    .map((match) => match[1] ?? "")
    .filter((reference) => isOurs(reference) && !fs.existsSync(path.join(root, reference)))
    .map((reference) => `${document} cites ${reference}, which does not exist`);
});

for (const line of missing) process.stdout.write(`${line}\n`);
process.stdout.write(`${documents.length} documents, ${missing.length} broken paths\n`);
process.exit(missing.length === 0 ? 0 : 1);
