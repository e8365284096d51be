import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Mutation, mutations } from "./mutations";
import { root } from "./run-stages";

const sources = ["db", "scripts", "server"];
const settings = ["package.json", "tsconfig.json"];
const cases = path.join("server", "conformance", "cases");
const isOfScenarios = (file: string): boolean => /scenario/.test(file);
const minutesMax = 15;

type Outcome = { readonly ran: number; readonly red: number };

/** The text with the one line changed; refuses a line that is gone or stands there twice. */
export const mutate = (text: string, { name, file, line, instead }: Mutation): string => {
  const lines = text.split("\n");
  const places = lines.flatMap((one, at) => (one.trim() === line ? [at] : []));
  const [at] = places;
  if (at === undefined || places.length > 1) {
    throw new Error(`${file} has the line of "${name}" ${places.length} times: write the mutation again.`);
  }
  return lines.with(at, instead).join("\n");
};

const copyTree = (): string => {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-mutants-"));
  for (const name of [...sources, ...settings]) {
    fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  fs.symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "dir");
  return copy;
};

const filesOfCases = (isWanted: (file: string) => boolean): string[] =>
  fs
    .readdirSync(path.join(root, cases), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") && isWanted(path.basename(name)))
    .map((name) => path.join(cases, name))
    .sort();

const command =
  'const { main } = await import("./scripts/conformance.ts"); await main({ arguments: process.argv.slice(1) });';

/** How many cases of these files ran on the copy, and how many of them turned red; refuses a run that tells nothing. */
const runCases = (copy: string, files: readonly string[]): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", command, ...files], {
      cwd: copy,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    const end = setTimeout(() => child.kill("SIGTERM"), minutesMax * 60_000);
    const written: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => written.push(part));
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(end);
      const statuses = [
        ...Buffer.concat(written)
          .toString("utf8")
          .matchAll(/^\{"id":.*?"status":"(\w+)"/gm),
      ];
      const red = statuses.filter(([, status]) => status !== "pass").length;
      if (statuses.length === 0) reject(new Error("The cases did not run, or did not end."));
      else resolve({ ran: statuses.length, red });
    });
  });

const tell = (name: string, outcomes: readonly string[]): void => {
  process.stdout.write(`${name}: ${outcomes.join(", ")}\n`);
};

/** Whether a case turned red under a mutation: of the pure ones, or of scenarios where none of those sees it. */
const isSeen = async (copy: string, mutation: Mutation): Promise<boolean> => {
  const place = path.join(copy, mutation.file);
  const text = fs.readFileSync(place, "utf8");
  fs.writeFileSync(place, mutate(text, mutation));
  try {
    const pure = await runCases(
      copy,
      filesOfCases((file) => !isOfScenarios(file)),
    );
    const outcomes = [`${pure.red} of ${pure.ran} pure cases red`];
    const played = pure.red > 0 ? null : await runCases(copy, filesOfCases(isOfScenarios));
    if (played) outcomes.push(`${played.red} of ${played.ran} scenarios red`);
    const seen = pure.red > 0 || (played?.red ?? 0) > 0;
    tell(mutation.name, seen ? outcomes : [...outcomes, "nobody saw it"]);
    return seen;
  } finally {
    fs.writeFileSync(place, text);
  }
};

/** `npm run mutants`: mistakes of one line each, made in a copy, and how many cases see them; a text chooses by name. */
export const main = async ({ arguments: [wanted = ""] }: { arguments: readonly string[] }): Promise<void> => {
  const chosen = mutations.filter(({ name }) => name.includes(wanted));
  const copy = copyTree();
  try {
    for (const mutation of chosen) mutate(fs.readFileSync(path.join(copy, mutation.file), "utf8"), mutation);
    const untouched = await runCases(copy, [cases]);
    tell("as it stands", [`${untouched.red} of ${untouched.ran} cases red`]);
    if (untouched.red > 0) throw new Error("Cases are red before anything is changed.");
    let unseen = 0;
    for (const mutation of chosen) if (!(await isSeen(copy, mutation))) unseen += 1;
    process.stdout.write(`${chosen.length - unseen} of ${chosen.length} mutations seen\n`);
    if (unseen > 0 || chosen.length === 0) process.exitCode = 1;
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
};
