import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startInProcess } from "./test-kit";

type Delivery = { readonly body: string; readonly signature: string };
const secret = "webhook-secret";

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function listenForWebhooks(statuses: number[] = []) {
  const deliveries: Delivery[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    deliveries.push({ body, signature: String(request.headers["x-gateway-signature"]) });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { deliveries, webhook: { url, secret, retryMs: 10 } };
}

async function start(more: Parameters<typeof startInProcess>[0]) {
  const running = await startInProcess(more);
  closing.push(running.close);
  return running;
}

describe("webhooks", () => {
  it("tell every end of a charge, signed", async () => {
    const { deliveries, webhook } = await listenForWebhooks();
    const { client } = await start({ webhook });
    const paid = await client.charge();
    const declined = await client.charge({ card: "4000000000000002" });
    const asked = await client.charge({ card: "4000002760003184" });
    await client.postForm(asked.action_url ?? "", { decision: "approve" });
    await vi.waitFor(() => expect(deliveries).toHaveLength(3));

    const events = deliveries.map(({ body }) => JSON.parse(body) as { type: string; charge: { id: string } });
    const told = events.map(({ type, charge }) => `${type} ${charge.id}`).sort();
    expect(told).toEqual(
      [`charge.succeeded ${paid.id}`, `charge.failed ${declined.id}`, `charge.succeeded ${asked.id}`].sort(),
    );
    for (const { body, signature } of deliveries) {
      const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
      expect(mac).toBe(createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"));
    }
  });

  it("are sent again until they are taken", async () => {
    const { deliveries, webhook } = await listenForWebhooks([500, 503]);
    const { client } = await start({ webhook });
    await client.charge();
    await vi.waitFor(() => expect(deliveries).toHaveLength(3));
    expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1);
  });

  it("survive a restart when nobody took them", async () => {
    const nobody = { url: "http://127.0.0.1:9/hook", secret, retryMs: 10 };
    const first = await startInProcess({ webhook: nobody });
    const charge = await first.client.charge();
    await first.close();

    const { deliveries, webhook } = await listenForWebhooks();
    await start({ webhook, directory: first.directory });
    await vi.waitFor(() => expect(deliveries).toHaveLength(1));
    expect(deliveries[0]?.body).toContain(charge.id);
  });
});
