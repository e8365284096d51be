import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const folders = ["app", "components", "server", "db", "inngest", "simulators", "scripts"];

/** Runs one pass of the dependency rules over a tree; a pass that reads no module has checked nothing and fails. */
export const cruise = (directory, pass) => {
  const result = spawnSync(
    process.execPath,
    [
      path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders],
    ],
    { cwd: directory, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, CRUISE_PASS: pass } },
  );
  if (!result.stdout.startsWith("{")) throw new Error(`dependency-cruiser failed: ${result.stderr || result.stdout}`);
  const { summary } = JSON.parse(result.stdout);
  if (summary.totalCruised < 20) throw new Error(`Only ${summary.totalCruised} modules were read: nothing is checked.`);
  return summary;
};

if (process.argv[1] === import.meta.filename) {
  let violations = 0;
  for (const pass of ["types", "runtime"]) {
    const summary = cruise(root, pass);
    for (const { rule, from, to } of summary.violations) process.stdout.write(`${rule.name}: ${from} → ${to}\n`);
    violations += summary.violations.length;
    process.stdout.write(`${pass}: ${summary.totalCruised} modules, ${summary.violations.length} violations\n`);
  }
  process.exit(violations === 0 ? 0 : 1);
}
