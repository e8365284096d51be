import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { connectDatabase } from "@/db/client";
import { readSeedState, type SeedState } from "@/db/seed";
import { applicationEnvironment, type ProgramContext } from "./programs";
import { root } from "./run-stages";

export type SeedOnce = {
  readonly context: ProgramContext;
  readonly say: (line: string) => void;
  /** Gives back a database that is empty again, or says why that cannot be done for somebody. */
  readonly startOver: () => Promise<void>;
};

/**
 * Makes the demo company in a database that is new; one that was left half made is thrown away and made again. Whoever
 * starts without the demo sets a company up by hand.
 */
export const seedOnce = async ({ context, say, startOver }: SeedOnce): Promise<boolean> => {
  if (context.settings.seed !== "demo") return false;
  const state = await stateOf(context.databaseUrl);
  if (state === "made") return false;
  if (state === "half_made") {
    say("The demo company was left half made; it is made anew");
    fs.rmSync(path.join(context.settings.dataDirectory, "simulators"), { recursive: true, force: true });
    await startOver();
  }
  if (context.settings.hasDemoHistory)
    say("Making the demo company Alderpost and its eighteen months; about a minute …");
  const began = Date.now();
  await runSeed(context);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(`Seeded the demo company Alderpost (${seconds} s)`);
  return true;
};

const stateOf = async (databaseUrl: string): Promise<SeedState> => {
  const { db, close } = connectDatabase(databaseUrl, { poolSize: 1, applicationName: "start" });
  try {
    return await readSeedState(db);
  } finally {
    await close();
  }
};

const runSeed = (context: ProgramContext): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/seed.ts"], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...applicationEnvironment({ ...context, isDevelopment: false }) } as NodeJS.ProcessEnv,
    });
    const end = () => child.kill("SIGTERM");
    process.once("exit", end);
    child.once("exit", (code) => {
      process.removeListener("exit", end);
      if (code === 0) resolve();
      else reject(new Error("The company could not be made; the reason stands above. Start again to try anew."));
    });
  });
