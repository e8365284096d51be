import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { type SimulatorsConfig, startSimulators } from "./start-simulators";

export const appOrigin = "http://127.0.0.1:3000";
export const gatewayApiKey = "gateway-key";
export const productApiKey = "product-key";

export type WireCharge = {
  readonly id: string;
  readonly status: string;
  readonly reference: string;
  readonly amount_minor: string;
  readonly decline_code?: string;
  readonly action_url?: string;
  readonly payment_method?: { readonly id: string; readonly brand: string; readonly last4: string };
  readonly card: { readonly last4: string };
};

const directories: string[] = [];
// Registered first, so it runs last: after the servers that write there have closed.
afterAll(async () => {
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
});

export async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), "simulators-"));
  directories.push(directory);
  return directory;
}

export async function startInProcess(more: Partial<SimulatorsConfig> = {}) {
  const directory = more.directory ?? (await newDirectory());
  const defaults = { host: "127.0.0.1", port: 0, directory, appOrigin, gatewayApiKey, productApiKey };
  const simulators = await startSimulators({ ...defaults, ...more });
  return { ...simulators, directory, client: createClient(simulators.origin) };
}

type ChargeRequest = { readonly key?: string; readonly card?: string } & Readonly<Record<string, unknown>>;

export function createClient(origin: string) {
  const post = (target: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(origin + target, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${gatewayApiKey}`, ...headers },
      body: JSON.stringify(body),
    });

  async function tokenOf(number: string): Promise<string> {
    const code = number.startsWith("3") ? "1234" : "123";
    const response = await post("/gateway/tokens", { number, expiry: "12 / 39", code, name: "Jana Brandt" });
    const body = (await response.json()) as { readonly token: string };
    return body.token;
  }

  async function chargeBody({ key: _, card = "4242424242424242", ...more }: ChargeRequest) {
    const token = "payment_method" in more ? {} : { token: await tokenOf(card) };
    return { amount_minor: "3927", currency: "EUR", description: "Desk Team", ...token, ...more };
  }

  async function send(request: ChargeRequest): Promise<Response> {
    const { key = `key-${randomUUID()}` } = request;
    const body = await chargeBody({ reference: `pay_${randomUUID()}`, ...request });
    return post("/gateway/charges", body, { "idempotency-key": key });
  }

  return {
    origin,
    post,
    tokenOf,
    chargeBody,
    send,
    charge: async (request: ChargeRequest = {}) => (await (await send(request)).json()) as WireCharge,
    charges: async (query = "") => {
      const response = await fetch(`${origin}/gateway/charges${query}`);
      const body = (await response.json()) as { readonly charges: readonly WireCharge[] };
      return body.charges;
    },
    script: (body: unknown) => post("/gateway/script", body),
    postForm: (address: string, fields: Readonly<Record<string, string>>) =>
      fetch(new URL(address, origin), { method: "POST", body: new URLSearchParams(fields), redirect: "manual" }),
  };
}

export type Client = ReturnType<typeof createClient>;
