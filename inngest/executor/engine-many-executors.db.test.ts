import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { connect } from "./database";
import { askToRegister } from "./engine-test-app";
import { mostAtOnce, until } from "./engine-test-effects";
import { ended, getRuns, given, quiet, realEngine, send, useThreeExecutors } from "./engine-test-harness";
import { deleteExpired } from "./retention";

// A real server is no embedded executor: with ENGINE_URL there is nothing here to run.
if (!realEngine) {
  describe("what only the embedded executor promises, also where there are three", () => {
    const three = useThreeExecutors();

    it("keeps within a concurrency limit with three executors", async () => {
      const caseId = randomUUID();
      const keys = Array.from({ length: 30 }, (_, i) => `key ${i % 3}`);
      const { ids } = await three.client.send(
        keys.map((key) => ({ name: "engine/limited", data: { caseId, key, ms: 40 } })),
      );
      await Promise.all(ids.map((id) => ended(three.engineUrl, id)));
      const did = await given.effects.list(caseId);
      expect(did).toHaveLength(60);
      for (const key of new Set(keys)) expect(mostAtOnce(did.filter(({ name }) => name === key))).toBe(2);
    });

    it("ticks once with three executors", async () => {
      const ticks = async () => (await given.effects.list("every-second")).map(({ detail }) => Number(detail));
      await until(async () => (await ticks()).length >= 3);
      const seen = await ticks();
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.every((tick) => tick % 1_000 === 0)).toBe(true);
    });

    it("ticks once for all the ticks that went by while it was down", async () => {
      await given.effects.sql`
      update inngest_embedded.crons set next_at = now() - interval '5 years' where function_id like '%-every-year'`;
      await until(async () => (await given.effects.list("every-year")).length > 0);
      await quiet(500);
      expect(await given.effects.list("every-year")).toHaveLength(1);
      const [cron] = await given.effects.sql`
      select next_at > now() as "isAhead" from inngest_embedded.crons where function_id like '%-every-year'`;
      expect(cron?.isAhead).toBe(true);
    });

    it("tells a call that has lost its job to stop, and keeps nothing of it", async () => {
      const caseId = randomUUID();
      const eventId = await send(three.client, "limited", { caseId, key: caseId, ms: 500 });
      const run = await until(async () => (await getRuns(three.engineUrl, eventId))[0]);
      const step = { id: "0".repeat(40), op: "StepRun", displayName: "forged", data: 1 };
      const stale = { run_id: run.run_id, fn_id: "any", qi_id: randomUUID(), steps: [step] };
      expect((await three.post(`/v1/checkpoint/${run.run_id}/async`, stale)).status).toBe(409);
      expect((await ended(three.engineUrl, eventId)).status).toBe("Completed");
      const [forged] = await given.effects.sql`
      select count(*)::int from inngest_embedded.steps where run_id = ${run.run_id} and name = 'forged'`;
      expect(forged?.count).toBe(0);
    });

    it("does not let a long queue behind one key hold up another", async () => {
      const caseId = randomUUID();
      const blocking = Array.from({ length: 700 }, () => ({
        name: "engine/limited",
        data: { caseId, key: "busy", ms: 60_000 },
      }));
      const { ids } = await three.client.send(blocking);
      await until(async () => (await given.effects.list(caseId)).length === 2);
      const began = Date.now();
      await ended(three.engineUrl, await send(three.client, "limited", { caseId, key: "free", ms: 1 }));
      expect(Date.now() - began).toBeLessThan(2_500);
      await given.effects.sql`delete from inngest_embedded.runs where event_id = any(${ids})`;
    });

    it("deletes what ended long ago, and nothing that goes on", async () => {
      const caseId = randomUUID();
      const done = await send(three.client, "sent", { caseId, n: 1 });
      await ended(three.engineUrl, done);
      const going = await send(three.client, "limited", { caseId, key: caseId, ms: 1_000 });
      await until(async () => (await given.effects.list(caseId)).length === 2);
      const sql = connect(given.database.url, 1);
      const deleted = await deleteExpired(sql, 0);
      await sql.end();
      expect(deleted.runs).toBeGreaterThan(0);
      expect(await getRuns(three.engineUrl, done)).toEqual([]);
      expect((await ended(three.engineUrl, going)).status).toBe("Completed");
    });

    it("waits for functions that cannot be reached, without counting attempts", async () => {
      const caseId = randomUUID();
      await three.app.close();
      const eventId = await send(three.client, "outside", { caseId });
      await quiet(800);
      expect((await getRuns(three.engineUrl, eventId))[0]?.status).toBe("Running");
      await three.startApp();
      expect((await askToRegister(three.app.serveUrl)).status).toBe(200);
      await ended(three.engineUrl, eventId);
      expect((await given.effects.list(caseId)).map(({ attempt }) => attempt)).toEqual([0, 1]);
    });

    it("calls again when the functions go away in the middle of a call, without counting an attempt", async () => {
      const caseId = randomUUID();
      const eventId = await send(three.client, "limited", { caseId, key: caseId, ms: 400 });
      await until(async () => (await given.effects.list(caseId)).length === 1);
      await three.app.close();
      await three.startApp();
      // The function has no retries, so a counted attempt would have failed it.
      expect((await ended(three.engineUrl, eventId)).status).toBe("Completed");
    });

    it("keeps escaped NULs and other odd text in payloads", async () => {
      const caseId = randomUUID();
      const text = "nul \u0000, lone \ud800, ’quoted’ \\u0000";
      await send(three.client, "once", { caseId, key: text });
      const [did] = await until(async () => {
        const list = await given.effects.list(caseId);
        return list.length > 0 && list;
      });
      expect(JSON.parse(did?.detail ?? "")).toBe(text);
    });

    it("gives a repeated request the ids it had, and runs nothing twice", async () => {
      const caseId = randomUUID();
      const request = () =>
        three.post("/e/key", [{ name: "engine/sent", data: { caseId, n: 1 } }], {
          "x-inngest-event-id-seed": `${Date.now()},${caseId}`,
        });
      const seeded = { "x-inngest-event-id-seed": `1700000000000,${caseId}` };
      const first = await (
        await three.post("/e/key", [{ name: "engine/sent", data: { caseId, n: 1 } }], seeded)
      ).json();
      const second = await (
        await three.post("/e/key", [{ name: "engine/sent", data: { caseId, n: 1 } }], seeded)
      ).json();
      expect(second).toEqual(first);
      expect(await (await request()).json()).not.toEqual(first);
      await until(async () => (await given.effects.list(caseId)).length >= 2);
      await quiet(300);
      expect(await given.effects.list(caseId)).toHaveLength(2);
    });

    it("takes five thousand events in one request", async () => {
      const caseId = randomUUID();
      const events = Array.from({ length: 5_000 }, (_, n) => ({
        name: n < 3 ? "engine/sent" : "nobody/listens",
        data: { caseId, n },
      }));
      const { ids } = await three.client.send(events);
      expect(new Set(ids).size).toBe(5_000);
      await until(async () => (await given.effects.list(caseId)).length === 3);
    });
  });
}
