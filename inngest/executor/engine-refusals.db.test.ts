import { randomUUID } from "node:crypto";
import type { Inngest } from "inngest";
import { describe, expect, it } from "vitest";
import { askToRegister, serveTestApp, testClient } from "./engine-test-app";
import { until } from "./engine-test-effects";
import { ended, given, realEngine, send, useThreeExecutors } from "./engine-test-harness";

// A real server is no embedded executor: with ENGINE_URL there is nothing here to run.
if (!realEngine) {
  describe("what the embedded executor refuses", () => {
    const three = useThreeExecutors();

    it("fails a run at once when it asks for what is not implemented, naming it", async () => {
      const caseId = randomUUID();
      const run = await ended(three.engineUrl, await send(three.client, "sleeping", { caseId }));
      expect(run.status).toBe("Failed");
      expect(JSON.stringify(run.output)).toContain('does not implement Sleep, asked for by step \\"nap\\"');
      const did = await until(async () => {
        const list = await given.effects.list(caseId);
        return list.length >= 2 && list;
      });
      expect(did.map(({ name }) => name)).toEqual(["began", "on failure"]);
    });

    it.each([
      ["cancelOn", { cancelOn: [{ event: "x" }] }],
      ["debounce", { debounce: { period: "1m" } }],
      ["throttle", { throttle: { limit: 1, period: "1m" } }],
      ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
      ["batchEvents", { batchEvents: { maxSize: 5, timeout: "5s" } }],
      ["singleton", { singleton: { mode: "skip" } }],
      ["priority", { priority: { run: "1" } }],
      ["timeouts", { timeouts: { finish: "1m" } }],
      ["wildcard trigger", { triggers: [{ event: "x/*" }] }],
      ["jitter", { triggers: [{ cron: "* * * * *", jitter: "10s" }] }],
      ["concurrency scope", { concurrency: { limit: 1, scope: "env", key: '"k"' } }],
      ["concurrency limit of 0", { concurrency: 0 }],
      ["unreadable expression", { triggers: [{ event: "x", if: "event.data. >" }] }],
      ["unreadable cron", { triggers: [{ cron: "every day" }] }],
    ])("refuses %s at sync and keeps what was synced before", async (option, options) => {
      const asking = testClient(three.engineUrl, "engine-test-three");
      const config = { id: "asks-too-much", triggers: [{ event: "x" }], ...options } as Parameters<
        Inngest["createFunction"]
      >[0];
      const refusedApp = await serveTestApp(asking, [asking.createFunction(config, () => null)], three.refusedPort);
      const { status, message } = await askToRegister(refusedApp.serveUrl);
      await refusedApp.close();
      expect(status).toBe(400);
      expect(message).toContain('"engine-test-three-asks-too-much"');
      expect(message).toContain(option);
      const [kept] = await given.effects
        .sql`select count(*)::int from inngest_embedded.functions where app_id = 'engine-test-three' and removed_at is null`;
      expect(kept?.count).toBeGreaterThan(10);
    });

    it("refuses an application that is not among its serve URLs", async () => {
      const registration = { url: "http://127.0.0.1:9/api/inngest", appName: "stranger", functions: [] };
      const response = await three.post("/fn/register", registration);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("not among the configured serve URLs");
    });

    it("fails a run with too many steps or too large an output", async () => {
      const caseId = randomUUID();
      const many = await ended(three.engineUrl, await send(three.client, "many", { caseId, n: 1_001 }));
      expect(many).toMatchObject({ status: "Failed", output: { name: "TooManySteps" } });
      const large = await ended(three.engineUrl, await send(three.client, "large", { caseId, n: 4 * 1024 * 1024 }));
      expect(large).toMatchObject({ status: "Failed", output: { name: "OutputTooLarge" } });
      expect(await ended(three.engineUrl, await send(three.client, "large", { caseId, n: 1_000_000 }))).toMatchObject({
        output: 1_000_000,
      });
    });

    it("refuses events that are malformed, too large or too many, and requests from web pages", async () => {
      const statuses = await Promise.all([
        three.post("/e/key", { data: {} }),
        three.post("/e/key", { name: "a\u0000b", data: {} }),
        three.post("/e/key", { name: "big", data: { text: "x".repeat(512 * 1024) } }),
        three.post(
          "/e/key",
          Array.from({ length: 5_001 }, () => ({ name: "x", data: {} })),
        ),
        three.post("/e/key", { name: "x", data: {} }, { origin: "https://example.com" }),
        fetch(`${three.engineUrl}/v1/runs/none`),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([400, 400, 413, 413, 403, 404]);
    });
  });
}
