import { afterEach, describe, expect, it } from "vitest";
import { type Client, gatewayApiKey, startInProcess } from "./test-kit";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const start = async () => {
  const { client, close } = await startInProcess();
  closing.push(close);
  return client;
};

const open = async (client: Client, body: object) => {
  const response = await client.post("/gateway/disputes", body);
  return { status: response.status, dispute: (await response.json()) as { id: string; status: string } };
};

const decide = async (client: Client, id: string, outcome: string) =>
  (await client.post(`/gateway/disputes/${id}/decide`, { outcome })).status;

const refund = async (client: Client, charge: string, amount_minor: string) => {
  const key = { "idempotency-key": `re-${amount_minor}` };
  const body = { charge, amount_minor, currency: "EUR", reference: `rfd_${amount_minor}` };
  return (await client.post("/gateway/refunds", body, key)).status;
};

describe("a dispute", () => {
  it("takes a part of a charge, leaves the rest to refund, and gives it back when it is won", async () => {
    const client = await start();
    const charge = await client.charge();
    const { dispute } = await open(client, { charge: charge.id, amount_minor: "3000" });
    expect(dispute.status).toBe("open");
    expect((await client.charges()).at(-1)).toMatchObject({ disputed_minor: "3000" });
    expect(await refund(client, charge.id, "928")).toBe(422);
    expect(await refund(client, charge.id, "927")).toBe(200);
    expect((await open(client, { charge: charge.id })).status).toBe(422);
    expect(await decide(client, dispute.id, "won")).toBe(200);
    expect(await decide(client, dispute.id, "won")).toBe(200);
    expect(await decide(client, dispute.id, "lost")).toBe(409);
    expect((await client.charges()).at(-1)).toMatchObject({ disputed_minor: "0", refunded_minor: "927" });
  });

  it("comes with the card that is disputed at once, and is gone for good when it is lost", async () => {
    const client = await start();
    const charge = await client.charge({ card: "4000000000000259" });
    const address = `${client.origin}/gateway/disputes?reference=${charge.reference}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${gatewayApiKey}` } });
    const { disputes } = (await response.json()) as { disputes: { id: string; amount_minor: string }[] };
    expect(disputes.map(({ amount_minor }) => amount_minor)).toEqual(["3927"]);
    expect(await decide(client, disputes[0]?.id ?? "", "lost")).toBe(200);
    expect((await client.charges()).at(-1)).toMatchObject({ disputed_minor: "3927" });
    expect(await decide(client, "dp_none", "lost")).toBe(404);
    const declined = await client.charge({ card: "4000000000000002" });
    expect((await open(client, { charge: declined.id })).status).toBe(422);
  });
});
