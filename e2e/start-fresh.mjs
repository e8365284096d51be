import fs from "node:fs";
import path from "node:path";

// Each run of the browser tests begins with the demo company as it was founded.
const { DATA_DIR } = process.env;
if (!DATA_DIR) throw new Error("DATA_DIR is not set: this would delete somebody's data.");
fs.rmSync(path.resolve(import.meta.dirname, "..", DATA_DIR), { recursive: true, force: true });

process.argv[2] = "start";
await import("../run.mjs");
