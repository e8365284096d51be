import type { Log } from "./http/router";
import { readSettings } from "./read-settings";
import { startSimulators } from "./start-simulators";

const log: Log = (record) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...record })}\n`);
};

async function main(): Promise<void> {
  const simulators = await startSimulators({ ...readSettings(process.env), log });
  log({ level: "info", event: "listening", origin: simulators.origin });
  const stop = async () => {
    await simulators.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}

main().catch((error: unknown) => {
  log({ level: "fatal", error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
