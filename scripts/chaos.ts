import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { chaosOfBillRun } from "./chaos-of-bill-run";
import { chaosOfSales } from "./chaos-of-sales";

type Invocation = { readonly arguments: readonly string[] };

/**
 * Kills processes without warning while a bill run is under way, or with --sales while shoppers buy, in folders and on
 * ports of its own, and counts afterwards. One line of JSON; exit 1 unless nothing is missing, doubled or half done.
 */
export const main = async ({ arguments: args }: Invocation): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: { kills: { type: "string" }, seed: { type: "string" }, sales: { type: "boolean", default: false } },
  });
  const kills = readWhole("--kills", values.kills ?? "20", 1);
  if (values.sales) return chaosOfSales(kills);
  await chaosOfBillRun({ kills, seed: readWhole("--seed", values.seed ?? String(randomInt(1_000_000)), 0) });
};

const readWhole = (option: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`${option} is "${text}". Give a whole number from ${least}.`);
};
