import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOrigin, startInProcess } from "./test-kit";

const card = "4000002760003184";
const return_url = `${appOrigin}/checkout/co_1/confirm?payment=pay_1`;

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

async function start(more: Record<string, unknown> = {}) {
  const charge = await running.client.charge({ card, return_url, ...more });
  return { ...charge, action: charge.action_url ?? "" };
}

const statusOf = async (reference: string) =>
  (await running.client.charges(`?reference=${reference}`)).map(({ status, decline_code }) => decline_code ?? status);

describe("a challenge", () => {
  it("shows merchant, amount and card, and may be framed by the app alone", async () => {
    const { action } = await start({ merchant: "Alderpost Ireland Ltd" });
    const response = await fetch(action);
    const page = await response.text();
    for (const text of ["Alderpost Ireland Ltd", "€39.27", "Visa •••• 3184", "Approve payment", "Reject"]) {
      expect(page).toContain(text);
    }
    expect(response.headers.get("content-security-policy")).toContain(`frame-ancestors ${appOrigin};`);
  });

  it("is approved by a plain form and leads back to the app", async () => {
    const { action, reference } = await start();
    const response = await running.client.postForm(action, { decision: "approve" });
    expect([response.status, response.headers.get("location")]).toEqual([303, return_url]);
    expect(await statusOf(reference)).toEqual(["succeeded"]);
  });

  it("is rejected without a charge", async () => {
    const { action, reference } = await start();
    await running.client.postForm(action, { decision: "reject" });
    expect(await statusOf(reference)).toEqual(["authentication_failed"]);
  });

  it("counts the first decision only", async () => {
    const { action, reference } = await start();
    await running.client.postForm(action, { decision: "reject" });
    const second = await running.client.postForm(action, { decision: "approve" });
    expect(second.headers.get("location")).toBe(return_url);
    const shown = await fetch(action, { redirect: "manual" });
    expect([shown.status, shown.headers.get("location")]).toEqual([303, return_url]);
    expect(await statusOf(reference)).toEqual(["authentication_failed"]);
  });

  it("can be approved twice at once and charges once", async () => {
    const { action, reference } = await start();
    await Promise.all([1, 2, 3].map(() => running.client.postForm(action, { decision: "approve" })));
    expect(await statusOf(reference)).toEqual(["succeeded"]);
  });

  it("saves the method once it is approved", async () => {
    const { action, id } = await start({ save_method: true });
    await running.client.postForm(action, { decision: "approve" });
    const found = await (await fetch(`${running.origin}/gateway/charges/${id}`)).json();
    expect(found).toMatchObject({ status: "succeeded", payment_method: { last4: "3184" } });
  });

  it("is void once the same reference was paid with another card", async () => {
    const { action, reference } = await start({ reference: "pay_two_ways" });
    await running.client.charge({ reference });
    await running.client.postForm(action, { decision: "approve" });
    expect(await statusOf(reference)).toEqual(["canceled", "succeeded"]);
  });

  it("can be canceled by the API, and a success cannot", async () => {
    const { id, action } = await start();
    const canceled = await running.client.post(`/gateway/charges/${id}/cancel`, {});
    expect(await canceled.json()).toMatchObject({ status: "failed", decline_code: "canceled" });
    await running.client.postForm(action, { decision: "approve" });
    expect((await running.client.post(`/gateway/charges/${id}/cancel`, {})).status).toBe(200);
    const paid = await running.client.charge();
    expect((await running.client.post(`/gateway/charges/${paid.id}/cancel`, {})).status).toBe(409);
  });

  it("answers its own script in JSON and refuses posts from elsewhere", async () => {
    const { action, id } = await start();
    const body = new URLSearchParams({ decision: "approve" });
    const elsewhere = await fetch(action, { method: "POST", body, headers: { "sec-fetch-site": "same-site" } });
    expect(elsewhere.status).toBe(403);
    const own = await fetch(action, { method: "POST", body, headers: { accept: "application/json" } });
    expect(await own.json()).toEqual({ charge: id, next: return_url });
  });
});
