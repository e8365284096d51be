import { findBrowser } from "./find-browser";
import { bin, runStages } from "./run-stages";

type Invocation = { readonly arguments: readonly string[] };

/** The browser's journeys alone, on the build that stands. */
export const main = async (invocation: Invocation): Promise<void> => {
  const env = { CHROMIUM_PATH: findBrowser() };
  const command = bin("@playwright/test/cli.js", "test", ...invocation.arguments);
  await runStages([{ name: "browser", command, env }]);
};
