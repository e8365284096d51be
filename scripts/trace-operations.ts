import fs from "node:fs";
import path from "node:path";
import { calledByCasesOnly } from "./called-by-cases-only";
import { operationsDocument } from "./operations-document";
import { root } from "./run-stages";

const file = path.join("docs", "operations.md");
const folders = ["app", "components", "db", "inngest", "scripts", "server"];

// With --write the document is written again; without it, it must say what the source says.
const wanted = operationsDocument(root, folders, calledByCasesOnly);
if (process.argv.includes("--write")) fs.writeFileSync(path.join(root, file), wanted);

const isFresh = fs.readFileSync(path.join(root, file), "utf8") === wanted;
process.stdout.write(
  isFresh
    ? `${file} says what the source says\n`
    : `${file} is stale: node --import tsx scripts/trace-operations.ts --write\n`,
);
process.exit(isFresh ? 0 : 1);
