import { findBrowser } from "./find-browser";
import { bin, node, runStages, type Stage } from "./run-stages";
import { verify } from "./verify";

const vitest = (name: string, ...projects: string[]): Stage => ({
  name,
  command: bin("vitest/vitest.mjs", "run", ...projects.flatMap((project) => ["--project", project])),
});

/** Every test, the browser's included. */
export const main = async ({ build }: { build: () => void }): Promise<void> => {
  if (!(await verify())) return;
  if (!(await runStages([vitest("database, races and scenarios", "db", "race", "scenario")]))) return;
  const browser = findBrowser();
  build();
  const env = { CHROMIUM_PATH: browser };
  await runStages([
    { name: "browser", command: bin("@playwright/test/cli.js", "test"), env },
    { name: "crashes", command: node("run.mjs", "chaos", "--sales", "--kills", "2") },
  ]);
};
