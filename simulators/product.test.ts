import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productApiKey, startInProcess } from "./test-kit";

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

const headers = (key: string) => ({ authorization: `Bearer ${productApiKey}`, "idempotency-key": key });

function put(account: string, version: number, more: Record<string, unknown> = {}) {
  const body = {
    name: "Brightbarn GmbH",
    features: { sso: true, runs: 2000, plan: "Team" },
    seats: 8,
    version,
    ...more,
  };
  return fetch(`${running.origin}/product/workspaces/${account}`, {
    method: "PUT",
    headers: headers(`${account}:${version}`),
    body: JSON.stringify(body),
  });
}

const script = (body: unknown) =>
  fetch(`${running.origin}/product/script`, { method: "POST", headers: headers("s"), body: JSON.stringify(body) });

async function access() {
  const response = await fetch(`${running.origin}/product/access`);
  const body = (await response.json()) as { readonly workspaces: readonly { account: string; seats: number }[] };
  return body.workspaces;
}

describe("the product", () => {
  it("keeps who may use what", async () => {
    await put("acc_1", 1);
    await put("acc_1", 2, { seats: 9 });
    const mine = (await access()).filter(({ account }) => account === "acc_1");
    expect(mine).toMatchObject([
      { name: "Brightbarn GmbH", seats: 9, version: 2, features: { sso: true, runs: 2000 } },
    ]);
    const one = await fetch(`${running.origin}/product/workspaces/acc_1`);
    expect(await one.json()).toEqual(mine[0]);
  });

  it("lets an older version never overwrite a newer one", async () => {
    await put("acc_2", 5, { seats: 50 });
    const late = await put("acc_2", 4, { seats: 40 });
    expect(await late.json()).toMatchObject({ version: 5, seats: 50 });
  });

  it("answers the same key alike and refuses it with another body", async () => {
    const first = await (await put("acc_3", 1)).text();
    expect(await (await put("acc_3", 1)).text()).toBe(first);
    expect((await put("acc_3", 1, { seats: 1 })).status).toBe(422);
  });

  it("is slow or down when it is told to be", async () => {
    await script({ down: true, times: 2 });
    const statuses = [(await put("acc_4", 1)).status, (await put("acc_4", 1)).status, (await put("acc_4", 1)).status];
    expect(statuses).toEqual([503, 503, 200]);
    await script({ delay_ms: 50 });
    const began = performance.now();
    await put("acc_4", 2);
    expect(performance.now() - began).toBeGreaterThan(45);
    await fetch(`${running.origin}/product/script`, { method: "DELETE", headers: headers("s") });
  });

  it("has a page for each workspace", async () => {
    await put("acc_5", 1, { name: "Kiln & Oak <script>" });
    const page = await (await fetch(`${running.origin}/product/workspaces/acc_5/open`)).text();
    expect(page).toContain("Welcome, Kiln &amp; Oak &lt;script&gt;");
    expect(page).toContain("8 seats");
    expect((await fetch(`${running.origin}/product/workspaces/acc_none/open`)).status).toBe(404);
  });

  it("asks for its own key", async () => {
    const address = `${running.origin}/product/workspaces/acc_6`;
    const wrong = { authorization: "Bearer gateway-key", "idempotency-key": "k" };
    expect((await fetch(address, { method: "PUT", headers: wrong, body: "{}" })).status).toBe(401);
    expect((await fetch(address)).status).toBe(404);
  });

  it("keeps its book across a restart", async () => {
    const first = await startInProcess();
    await fetch(`${first.origin}/product/workspaces/acc_7`, {
      method: "PUT",
      headers: headers("acc_7:1"),
      body: JSON.stringify({ name: "Northgate Clinics", features: {}, seats: 3, version: 1 }),
    });
    await first.close();
    const second = await startInProcess({ directory: first.directory });
    const found = await (await fetch(`${second.origin}/product/workspaces/acc_7`)).json();
    expect(found).toMatchObject({ account: "acc_7", seats: 3 });
    await second.close();
  });
});
