import { spawn } from "node:child_process";
import { writeMoney } from "@/server/documents/core/write-money";

/** One sale through every room, by the product's own routes: whether this installation works. */
export const runSelfCheck = async (root: string, say: (line: string) => void): Promise<void> => {
  say("Self-check: selling one Desk Team seat (npm run sale) …");
  const output = await new Promise<string>((resolve) => {
    const child = spawn(process.execPath, ["run.mjs", "sale"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    child.once("exit", () => resolve(text));
  });
  say(`  ${summarize(output)}`);
};

const summarize = (output: string): string => {
  const line = output.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) return "The sale did not finish; see the logs.";
  const sale = JSON.parse(line) as Record<string, unknown>;
  const total = writeMoney(BigInt(String(sale.total_minor)), String(sale.currency));
  return `Order ${sale.order}, invoice ${sale.invoice}, ${total}; proof ${sale.proof === true ? "holds" : "FAILS"}`;
};
