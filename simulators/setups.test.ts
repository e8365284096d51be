import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOrigin, gatewayApiKey, startInProcess } from "./test-kit";

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

const return_url = `${appOrigin}/account/payment-methods/return/cst_1`;
const cancel_url = `${appOrigin}/account/payment-methods`;

const open = async (reference: string, more: Record<string, string> = {}) => {
  const body = { reference, return_url, cancel_url, ...more };
  return running.client.post("/gateway/setups", body, { "idempotency-key": reference });
};

const urlOf = async (reference: string) => ((await (await open(reference)).json()) as { url: string }).url;

const save = (url: string, number: string) =>
  running.client.postForm(url, { number, expiry: "12 / 39", code: "123", name: "Jana Brandt" });

type WireSetup = { readonly status: string; readonly payment_method?: { readonly id: string; fingerprint: string } };

const find = async (reference: string): Promise<WireSetup | undefined> => {
  const headers = { authorization: `Bearer ${gatewayApiKey}` };
  const response = await fetch(`${running.client.origin}/gateway/setups?reference=${reference}`, { headers });
  return ((await response.json()) as { setups: WireSetup[] }).setups[0];
};

describe("the page that keeps a card", () => {
  it("charges nothing, and what it kept can be charged later", async () => {
    const url = await urlOf("cst_ok");
    expect(await urlOf("cst_ok")).toBe(url);
    expect(await (await fetch(url)).text()).not.toContain("<script");
    expect((await save(url, "4242424242424242")).headers.get("location")).toBe(return_url);
    expect(await running.client.charges()).toEqual([]);
    const id = (await find("cst_ok"))?.payment_method?.id;
    expect(await running.client.charge({ payment_method: id })).toMatchObject({ status: "succeeded" });
    expect((await fetch(url, { redirect: "manual" })).headers.get("location")).toBe(return_url);
  });

  it("knows one card by its fingerprint", async () => {
    for (const [reference, number] of Object.entries({
      a: "4242424242424242",
      b: "4242424242424242",
      c: "5555555555554444",
    }))
      await save(await urlOf(reference), number);
    const [a, b, c] = await Promise.all(["a", "b", "c"].map(async (r) => (await find(r))?.payment_method?.fingerprint));
    expect(a).toMatch(/^[0-9a-f]{24}$/);
    expect([a === b, a === c]).toEqual([true, false]);
  });

  it("keeps no card that is declined or that its bank does not approve", async () => {
    const url = await urlOf("cst_asks");
    expect(await (await save(url, "4000000000009995")).text()).toContain("<title>Error: ");
    const challenge = (await save(url, "4000002760003184")).headers.get("location") ?? "";
    expect((await find("cst_asks"))?.status).toBe("requires_action");
    await running.client.postForm(challenge, { decision: "reject" });
    expect(await find("cst_asks")).toMatchObject({ status: "open" });
    expect(await (await fetch(url)).text()).toContain("Your bank could not confirm");
    await save(url, "4000002760003184");
    await running.client.postForm(challenge, { decision: "approve" });
    expect((await find("cst_asks"))?.payment_method?.id).toMatch(/^pm_/);
  });

  it("never leads anywhere but to the app, and tells nothing without the key", async () => {
    expect((await open("cst_evil", { return_url: "https://evil.example" })).status).toBe(422);
    expect((await fetch(`${running.client.origin}/gateway/setups?reference=cst_ok`)).status).toBe(401);
  });
});
