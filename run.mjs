import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const root = import.meta.dirname;
const commands = {
  start: { needsBuild: true, script: "start.ts" },
  dev: { needsBuild: false, script: "start.ts" },
  test: { needsBuild: false, script: "test.ts" },
  e2e: { needsBuild: true, script: "test-browser.ts" },
  verify: { needsBuild: false, script: "verify.ts" },
  sale: { needsBuild: false, script: "sale.ts" },
  clock: { needsBuild: false, script: "clock.ts" },
  "bill-run": { needsBuild: false, script: "bill-run.ts" },
  proof: { needsBuild: false, script: "proof.ts" },
  chaos: { needsBuild: true, script: "chaos.ts" },
  screens: { needsBuild: false, script: "screens.ts" },
  "bench-billing": { needsBuild: false, script: "bench-billing.ts" },
  "bench-orders": { needsBuild: false, script: "bench-orders.ts" },
  conformance: { needsBuild: false, script: "conformance.ts" },
  mutants: { needsBuild: false, script: "mutants.ts" },
  mutation: { needsBuild: false, script: "mutation.ts" },
  deep: { needsBuild: false, script: "deep.ts" },
  "test-engine": { needsBuild: false, script: "test-engine.ts" },
};

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

// Commands that answer in JSON keep standard output for it.
const say = (message) => process.stderr.write(`${message}\n`);

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 20)) {
    fail(
      `Perennial needs Node 20.20 or newer; this is ${process.versions.node}. Install a newer Node and start again.`,
    );
  }
};

const digest = (parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

const readStamp = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");

const timed = (label, work) => {
  say(label);
  const began = Date.now();
  work();
  say(`  done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
};

const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });
  if (result.status !== 0) fail(`${command} ${args.join(" ")} failed.`);
};

const install = () => {
  const lock = fs.readFileSync(path.join(root, "package-lock.json"));
  const wanted = digest([lock, process.versions.node, process.platform, process.arch]);
  const stamp = path.join(root, "node_modules", ".perennial-install");
  if (readStamp(stamp) === wanted) return;
  timed("Installing packages (npm ci), about a minute …", () => {
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
    fs.writeFileSync(stamp, wanted);
  });
};

const sourcesOfBuild = ["app", "components", "server", "db", "inngest", "messages", "public"];
const filesOfBuild = ["next.config.ts", "postcss.config.mjs", "proxy.ts", "instrumentation.ts", "package-lock.json"];

const listFiles = (folder) =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();

const digestOfSources = () => {
  const folders = sourcesOfBuild.map((name) => path.join(root, name)).filter((folder) => fs.existsSync(folder));
  const files = [...folders.flatMap(listFiles), ...filesOfBuild.map((name) => path.join(root, name))];
  return digest(
    files.filter((file) => fs.existsSync(file)).flatMap((file) => [path.relative(root, file), fs.readFileSync(file)]),
  );
};

const build = () => {
  const stamp = path.join(root, ".next", "perennial-build");
  const wanted = digestOfSources();
  if (readStamp(stamp) === wanted) return;
  timed("Building the application (next build), about half a minute …", () => {
    run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    });
    fs.writeFileSync(stamp, wanted);
  });
};

const name = process.argv[2] ?? "";
const command = commands[name];
if (!command) fail(`There is no command "${name}". There are: ${Object.keys(commands).join(", ")}.`);
checkNode();
install();
if (command.needsBuild) build();
// React picks its build when it is first loaded: mails that a command renders must not mix the two.
if (!["test", "e2e", "verify", "test-engine"].includes(name)) process.env.NODE_ENV ??= "production";
const { register } = await import("tsx/esm/api");
register();
const { main } = await import(`./scripts/${command.script}`);
// What somebody can mend is said in words; anything else is ours to find, so it comes with its stack.
const isSaidInWords = (error) =>
  error instanceof Error && (error.constructor === Error || ["DomainError", "SettingsError"].includes(error.name));
try {
  await main({ command: name, arguments: process.argv.slice(3), build });
} catch (error) {
  if (!isSaidInWords(error)) throw error;
  fail(error.message);
}
