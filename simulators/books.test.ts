import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openLineFile } from "./book/open-line-file";
import {
  appOrigin,
  type Client,
  createClient,
  gatewayApiKey,
  newDirectory,
  productApiKey,
  startInProcess,
} from "./test-kit";

const root = path.resolve(import.meta.dirname, "..");

async function spawnSimulators(
  directory: string,
): Promise<{ child: ChildProcess; client: Client; output: () => string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "simulators/main.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      SIMULATORS_PORT: "0",
      SIMULATORS_DIR: directory,
      APP_ORIGIN: appOrigin,
      GATEWAY_API_KEY: gatewayApiKey,
      PRODUCT_API_KEY: productApiKey,
    },
  });
  let output = "";
  const origin = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The simulators ended with ${code}: ${output}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = /"origin":"([^"]+)"/.exec(output)?.[1];
      if (found) resolve(found);
    });
  });
  return { child, client: createClient(origin), output: () => output };
}

describe("the books", () => {
  it("survive kill -9 with charges, keys and methods", async () => {
    const directory = await newDirectory();
    const first = await spawnSimulators(directory);
    const body = await first.client.chargeBody({ reference: "pay_kept", save_method: true });
    const send = (client: Client) => client.post("/gateway/charges", body, { "idempotency-key": "kept" });
    const answered = await (await send(first.client)).text();
    const flood = Array.from({ length: 60 }, async (_, index) => {
      const charge = await first.client.charge({ reference: `pay_flood_${index}`, key: `flood_${index}` });
      first.child.kill("SIGKILL");
      return charge;
    });
    const flooded = (await Promise.allSettled(flood)).flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    expect(flooded.length).toBeGreaterThan(0);

    const second = await spawnSimulators(directory);
    expect(await (await send(second.client)).text()).toBe(answered);
    expect(await second.client.charges("?reference=pay_kept")).toHaveLength(1);
    const kept = new Set((await second.client.charges()).map(({ id }) => id));
    expect(flooded.every(({ id }) => kept.has(id))).toBe(true);
    const { payment_method } = JSON.parse(answered) as { payment_method: { id: string } };
    expect(await second.client.charge({ payment_method: payment_method.id })).toMatchObject({ status: "succeeded" });

    second.child.kill("SIGTERM");
    const [code] = await once(second.child, "exit");
    expect(code).toBe(0);
    const lines = second.output().trim().split("\n");
    expect(lines.every((line) => typeof JSON.parse(line) === "object")).toBe(true);
  }, 20_000);

  it("are read again after a line was cut short", async () => {
    const first = await startInProcess();
    const charge = await first.client.charge({ reference: "pay_cut" });
    await first.close();
    await appendFile(path.join(first.directory, "gateway.jsonl"), '[{"table":"charges","id":"ch_half","val');

    const second = await startInProcess({ directory: first.directory });
    expect(await second.client.charges()).toEqual([charge]);
    await second.client.charge({ reference: "pay_next" });
    await second.close();
    const third = await startInProcess({ directory: first.directory });
    expect((await third.client.charges()).map(({ reference }) => reference)).toEqual(["pay_cut", "pay_next"]);
    await third.close();
  });

  it("never hold a card number or a security code", async () => {
    const { client, close, directory } = await startInProcess();
    const numbers = ["4242424242424242", "4000000000000002", "4000002760003184", "378282246310005"];
    for (const card of numbers) await client.charge({ card, save_method: true });
    await client.post("/gateway/tokens", { number: "4242424242424242", expiry: "12 / 39", code: "7531", name: "J" });
    await close();
    const files = await readdir(directory);
    const text = (await Promise.all(files.map((file) => readFile(path.join(directory, file), "utf8")))).join("");
    expect(text).toContain('"last4":"4242"');
    for (const number of numbers) expect(text).not.toContain(number.slice(0, -4));
    // In the ids and hashes four figures may stand by chance.
    expect(text.replaceAll(/[0-9a-f]{24,}/g, "")).not.toContain("7531");
  });
});

describe("a line file", () => {
  it("keeps the order of parallel writes", async () => {
    const file = path.join(await newDirectory(), "deep", "lines.jsonl");
    const writer = await openLineFile(file);
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
    await Promise.all(lines.map((line) => writer.append(line)));
    await writer.close();
    const reader = await openLineFile(file);
    expect(reader.lines).toEqual(lines);
    await reader.close();
  });
});
