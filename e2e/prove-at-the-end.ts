import { spawnSync } from "node:child_process";
import { dataDirectory, port, root } from "./fixtures/instance";

/** After everything that was bought, declined and cut off: ledger, invoices, payments and the gateway still agree. */
const proveAtTheEnd = (): void => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["run.mjs", "proof"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDirectory },
  });
  if (status !== 0) throw new Error(`The books do not agree after the tests (exit ${status}): ${stdout}${stderr}`);
  const { compared } = JSON.parse(stdout) as { compared: Readonly<Record<string, number>> };
  process.stdout.write(`\nproof holds over ${JSON.stringify(compared)}\n`);
};

export default proveAtTheEnd;
