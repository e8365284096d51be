import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startInProcess } from "./test-kit";

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

async function retryable(reference: string) {
  const body = await running.client.chargeBody({ reference });
  return (ms?: number) =>
    fetch(`${running.origin}/gateway/charges`, {
      method: "POST",
      headers: { authorization: "Bearer gateway-key", "idempotency-key": reference },
      body: JSON.stringify(body),
      ...(ms ? { signal: AbortSignal.timeout(ms) } : {}),
    });
}

const prepare = (reference: string, step: unknown) =>
  running.client.script({ next: [step], match: { reference_prefix: reference } });

const countOf = async (reference: string) => (await running.client.charges(`?reference=${reference}`)).length;

describe("a scripted gateway", () => {
  it("times out before it charges, and the retry charges once", async () => {
    await prepare("pay_before", "timeout_before_charge");
    const send = await retryable("pay_before");
    await expect(send(80)).rejects.toThrow();
    expect(await countOf("pay_before")).toBe(0);
    expect(await (await send()).json()).toMatchObject({ status: "succeeded" });
    expect(await countOf("pay_before")).toBe(1);
  });

  it("times out after it charged, and the retry gets the answer", async () => {
    await prepare("pay_after", { behavior: "timeout_after_charge" });
    const send = await retryable("pay_after");
    await expect(send(80)).rejects.toThrow();
    expect(await countOf("pay_after")).toBe(1);
    expect(await (await send()).json()).toMatchObject({ status: "succeeded" });
    expect(await countOf("pay_after")).toBe(1);
  });

  it("ends a timeout by itself when it is told how long", async () => {
    await prepare("pay_short", { behavior: "timeout_after_charge", ms: 20 });
    await expect((await retryable("pay_short"))()).rejects.toThrow();
    expect(await countOf("pay_short")).toBe(1);
  });

  it("drops the connection after it charged", async () => {
    await prepare("pay_drop", "drop_after_charge");
    await expect((await retryable("pay_drop"))()).rejects.toThrow();
    expect(await countOf("pay_drop")).toBe(1);
  });

  it("fails with any status and charges nothing", async () => {
    await prepare("pay_500", { behavior: "error_500", status: 429 });
    await prepare("pay_500", "error_500");
    const send = await retryable("pay_500");
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([429, 500, 200]);
    expect(await countOf("pay_500")).toBe(1);
  });

  it("charges and answers nonsense", async () => {
    await prepare("pay_odd", "malformed");
    await prepare("pay_odd_html", { behavior: "malformed", status: 502, body: "<h1>Bad gateway</h1>" });
    expect(await (await (await retryable("pay_odd"))()).text()).toBe('{"id":"ch_');
    const html = await (await retryable("pay_odd_html"))();
    expect([html.status, await html.text()]).toEqual([502, "<h1>Bad gateway</h1>"]);
    expect([await countOf("pay_odd"), await countOf("pay_odd_html")]).toEqual([1, 1]);
  });

  it("is slow", async () => {
    await prepare("pay_slow", { behavior: "delay", ms: 60 });
    const began = performance.now();
    await (await retryable("pay_slow"))();
    expect(performance.now() - began).toBeGreaterThan(55);
  });

  it("matches by card and repeats", async () => {
    await running.client.script({ next: ["error_500"], times: 2, match: { last4: "4444" } });
    expect((await running.client.send({})).status).toBe(200);
    const statuses = [];
    for (let round = 0; round < 3; round += 1) {
      statuses.push((await running.client.send({ card: "5555555555554444" })).status);
    }
    expect(statuses).toEqual([500, 500, 200]);
  });

  it("is forgotten on request", async () => {
    const address = `${running.origin}/gateway/script`;
    const headers = { authorization: "Bearer gateway-key" };
    await running.client.script({ next: ["error_500", { behavior: "delay", ms: 5 }] });
    expect(await (await fetch(address, { headers })).json()).toMatchObject({
      waiting: [{ behavior: "error_500" }, { behavior: "delay", ms: 5 }],
    });
    await fetch(address, { method: "DELETE", headers });
    expect((await running.client.send({})).status).toBe(200);
    expect((await running.client.script({ next: ["explode"] })).status).toBe(422);
  });
});
