import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startInProcess, type WireCharge } from "./test-kit";

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, i) => make(i));

describe("one charge per key", () => {
  it("gives the stored answer to the same key and body", async () => {
    const { client } = running;
    const body = await client.chargeBody({ reference: "pay_same" });
    const send = () => client.post("/gateway/charges", body, { "idempotency-key": "same" });
    const first = await (await send()).text();
    expect(await (await send()).text()).toBe(first);
    expect(await client.charges("?reference=pay_same")).toHaveLength(1);
    expect(await client.charges("?idempotency_key=same")).toHaveLength(1);
  });

  it("charges once for 20 parallel requests with the same key", async () => {
    const { client } = running;
    await client.script({ next: [{ behavior: "delay", ms: 60 }], match: { reference_prefix: "pay_parallel" } });
    const body = await client.chargeBody({ reference: "pay_parallel" });
    const answers = await Promise.all(
      times(20, async () => (await client.post("/gateway/charges", body, { "idempotency-key": "parallel" })).text()),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await client.charges("?reference=pay_parallel")).toHaveLength(1);
  });

  it("succeeds at most once for 20 parallel requests with keys of their own and one reference", async () => {
    const { client } = running;
    const responses = await Promise.all(times(20, () => client.send({ reference: "pay_one" })));
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    const charges = await client.charges("?reference=pay_one");
    expect(charges.map(({ status }) => status)).toEqual(["succeeded"]);
    const refused = responses.find(({ status }) => status === 409);
    expect(await refused?.json()).toMatchObject({
      error: { code: "reference_already_charged", charge: { id: charges[0]?.id } },
    });
  });

  it("refuses a key that comes back with another body", async () => {
    const { client } = running;
    await client.charge({ key: "reused", reference: "pay_reused" });
    const response = await client.send({ key: "reused", reference: "pay_reused", amount_minor: "1" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: "idempotency_key_reused" } });
  });

  it("lets a declined reference be charged again under another key", async () => {
    const { client } = running;
    const declined = await client.charge({ reference: "pay_again", card: "4000000000000002" });
    const paid = await client.charge({ reference: "pay_again" });
    expect([declined.status, paid.status]).toEqual(["failed", "succeeded"]);
  });
});

describe("cards", () => {
  it.each([
    ["4242424242424242", "succeeded", undefined],
    ["5555555555554444", "succeeded", undefined],
    ["378282246310005", "succeeded", undefined],
    ["4000000000000002", "failed", "do_not_honor"],
    ["4000000000009995", "failed", "insufficient_funds"],
    ["4000000000000069", "failed", "expired_card"],
    ["4000000000000127", "failed", "incorrect_cvc"],
    ["4000000000009987", "failed", "lost_card"],
    ["4000000000009979", "failed", "stolen_card"],
    ["4100000000000019", "failed", "fraudulent"],
    ["4000002760003184", "requires_action", undefined],
    ["4000000000000341", "succeeded", undefined],
  ])("%s ends as %s %s", async (card, status, declineCode) => {
    const charge = await running.client.charge({ card });
    expect([charge.status, charge.decline_code]).toEqual([status, declineCode]);
    expect(charge.card.last4).toBe(card.slice(-4));
  });

  it("saves a method on success and charges it again", async () => {
    const { client } = running;
    const first = await client.charge({ save_method: true });
    expect(first.payment_method).toMatchObject({ brand: "visa", last4: "4242" });
    const later = await client.charge({ payment_method: first.payment_method?.id });
    expect(later).toMatchObject({ status: "succeeded", payment_method: { id: first.payment_method?.id } });
  });

  it("declines the card that saves fine on every later charge", async () => {
    const { client } = running;
    const first = await client.charge({ card: "4000000000000341", save_method: true });
    const later = await client.charge({ payment_method: first.payment_method?.id });
    expect([first.status, later.status, later.decline_code]).toEqual(["succeeded", "failed", "generic_decline"]);
  });

  it("saves nothing of a declined card", async () => {
    const declined = await running.client.charge({ card: "4000000000009995", save_method: true });
    expect(declined.payment_method).toBeUndefined();
  });

  it("saves a card for later with nothing due", async () => {
    const free = await running.client.charge({ amount_minor: "0", save_method: true });
    expect(free).toMatchObject({ status: "succeeded", amount_minor: "0", payment_method: { last4: "4242" } });
  });
});

describe("tokens", () => {
  it.each([
    ["4242424242424241", "12 / 39", "123", "Jana", "number"],
    ["4111111111111111", "12 / 39", "123", "Jana", "number"],
    ["4242", "12 / 39", "123", "Jana", "number"],
    ["4242424242424242", "01 / 20", "123", "Jana", "expiry"],
    ["4242424242424242", "13 / 39", "123", "Jana", "expiry"],
    ["4242424242424242", "", "123", "Jana", "expiry"],
    ["4242424242424242", "12 / 39", "12", "Jana", "code"],
    ["378282246310005", "12 / 39", "123", "Jana", "code"],
    ["4242424242424242", "12 / 39", "123", " ", "name"],
  ])("asks to look again at %s %s %s %s", async (...card) => {
    const [number, expiry, code, name, field] = card;
    const response = await running.client.post("/gateway/tokens", { number, expiry, code, name });
    expect(response.status).toBe(422);
    const body = (await response.json()) as { error: { fields: readonly { field: string; message: string }[] } };
    expect(body.error.fields.map((problem) => problem.field)).toEqual([field]);
  });

  it("takes spaces, hyphens and long years", async () => {
    const card = { number: "4242-4242 4242-4242", expiry: "12/2039", code: "123", name: "Jana Brandt" };
    const response = await running.client.post("/gateway/tokens", card);
    expect(await response.json()).toMatchObject({ brand: "visa", last4: "4242", exp_month: 12, exp_year: 2039 });
  });

  it("takes posts of its own page only", async () => {
    const response = await fetch(`${running.origin}/gateway/tokens`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
      body: "{}",
    });
    expect(response.status).toBe(403);
  });
});

describe("the API", () => {
  it("asks for its key", async () => {
    const { client } = running;
    const wrong = { authorization: "Bearer other", "idempotency-key": "k" };
    expect((await client.post("/gateway/charges", {}, wrong)).status).toBe(401);
    expect((await client.post("/gateway/sessions", {}, wrong)).status).toBe(401);
    expect((await client.post("/gateway/script", {}, wrong)).status).toBe(401);
  });

  it.each([
    [{ amount_minor: "39.27" }, "body_refused"],
    [{ amount_minor: 3927 }, "body_refused"],
    [{ currency: "eur" }, "body_refused"],
    [{ payment_method: "pm_1", token: "tok_1" }, "body_refused"],
    [{ payment_method: "pm_unknown" }, "payment_method_unknown"],
    [{ return_url: "https://evil.example/" }, "return_url_refused"],
  ])("refuses %j as %s", async (more, code) => {
    const response = await running.client.send(more);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it("asks for an idempotency key", async () => {
    const response = await running.client.post("/gateway/charges", await running.client.chargeBody({ reference: "r" }));
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { code: "idempotency_key_missing" } },
    ]);
  });

  it("finds charges by id, reference and key", async () => {
    const { client, origin } = running;
    const charge = await client.charge({ key: "find-me", reference: "pay_find" });
    const byId = (await (await fetch(`${origin}/gateway/charges/${charge.id}`)).json()) as WireCharge;
    expect(byId).toEqual(charge);
    expect(await client.charges("?idempotency_key=find-me")).toEqual([charge]);
    expect(await client.charges("?reference=nobody")).toEqual([]);
    expect((await fetch(`${origin}/gateway/charges/ch_nobody`)).status).toBe(404);
  });

  it("answers what it does not offer in plain errors", async () => {
    const { origin } = running;
    expect((await fetch(`${origin}/nothing`)).status).toBe(404);
    expect((await fetch(`${origin}/gateway/charges`, { method: "DELETE" })).status).toBe(405);
    expect((await running.client.post("/gateway/tokens", { number: "4".repeat(70_000) })).status).toBe(413);
  });
});
