import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { apiKeys } from "@/db/schema/auth";
import { usageEvents } from "@/db/schema/usage";
import { demoApiKeyOf } from "@/server/auth/api-key-secrets";
import { createApiKey, registerApiKey } from "@/server/auth/create-api-key";
import { revokeApiKey } from "@/server/auth/revoke-api-key";
import { setTestEnvironment } from "@/server/auth/test-environment";
import type { ApiKeyId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import { type MeteredCompany, openMeteredCompany } from "@/server/usage/usage-test-harness";
import { answerUsageEvents } from "./answer-usage-events";
import { describeApi } from "./describe-api";

let metered: MeteredCompany;
let ctx: ServiceContext;
let secret: string;
let keyId: ApiKeyId;

beforeAll(async () => {
  metered = await openMeteredCompany();
  ctx = metered.ctx;
  setTestEnvironment(metered.company.database.url);
  const created = await createApiKey(ctx, { name: "The product" });
  secret = created.secret;
  keyId = created.key.id;
});
afterAll(() => metered.close());

const address = "http://127.0.0.1:3000/api/v1/usage-events";
const described = describeApi("http://127.0.0.1:3000");
const operation = described.paths["/api/v1/usage-events"].post;

type Sent = { readonly key?: string | null; readonly type?: string; readonly body: BodyInit };

/** What the description lets answer, and nothing else. */
const expectDescribed = (status: number, body: unknown): void => {
  const schemas = described.components.schemas;
  const answer = operation.responses[String(status) as "200"];
  const { $ref } = answer.content["application/json"].schema;
  const name = $ref.slice("#/components/schemas/".length);
  const written = z.fromJSONSchema(schemas[name] as Parameters<typeof z.fromJSONSchema>[0]);
  expect(written.safeParse(body).error).toBeUndefined();
};

const post = async ({ key = secret, type = "application/json", body }: Sent) => {
  const headers: Record<string, string> = { "content-type": type };
  if (key !== null) headers.authorization = `Bearer ${key}`;
  const response = await answerUsageEvents(new Request(address, { method: "POST", headers, body }));
  const json: unknown = await response.json();
  expectDescribed(response.status, json);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { status: response.status, json, headers: response.headers };
};

const event = (id: string, more: object = {}) => ({
  ...{ id, subscription: metered.berlin.id, meter: "api_calls", value: "1" },
  ...more,
});
const report = (...events: readonly unknown[]): string => JSON.stringify({ events });

describe("POST /api/v1/usage-events", () => {
  it("records what is good, says what is not, and counts what comes again once", async () => {
    const body = report(event("a"), event("b", { meter: "nothing" }), event("a"));
    const { status, json } = await post({ body });
    expect(status).toBe(200);
    expect(json).toEqual({
      accepted: 1,
      duplicates: 1,
      refused: [
        {
          index: 1,
          id: "b",
          code: "usage.meter_unknown",
          field: "meter",
          message: "The seller of this subscription has no such meter.",
          remedy: "Send the key of one of its meters.",
        },
      ],
    });
    expect((await post({ body })).json).toMatchObject({ accepted: 0, duplicates: 2 });
    const [row] = await ctx.db.select().from(usageEvents).where(eq(usageEvents.eventId, "a"));
    expect(row).toMatchObject({ recordedBy: keyId, value: "1.000000000000", recordedAt: ctx.now });
  });

  it("keeps every digit of a number, where a float would have changed it", async () => {
    const digits = report(event("digits")).replace('"1"', "123456789012.123456789012");
    expect((await post({ body: digits })).json).toMatchObject({ accepted: 1 });
    const [row] = await ctx.db.select().from(usageEvents).where(eq(usageEvents.eventId, "digits"));
    expect(row?.value).toBe("123456789012.123456789012");
    for (const [literal, code] of [
      ["1e308", "usage.value_out_of_range"],
      ["9223372036854775808", "usage.value_out_of_range"],
      ["0.1234567890123", "usage.value_excess_decimals"],
    ] as const) {
      const { status, json } = await post({ body: report(event(literal)).replace('"1"', literal) });
      expect(status).toBe(200);
      expect(json).toMatchObject({ accepted: 0, refused: [{ code, field: "value" }] });
    }
    const long = report(event("long", { properties: { n: 0 } })).replace(":0}", ":9007199254740993}");
    expect((await post({ body: long })).json).toMatchObject({ refused: [{ field: "properties.n" }] });
  });

  it.each([
    ["no JSON", "{", "body"],
    ["NaN", '{"events":[{"value":NaN}]}', "body"],
    ["a list", "[]", "body"],
    ["nothing", "", "body"],
    ["no events", '{"events":[]}', "events"],
    ["another word", '{"event":[]}', "events"],
    ["events that are no list", '{"events":{"0":1}}', "events"],
    ["something beside the events", '{"events":[{}],"dry":true}', "body"],
    ["bytes that are no text", new Uint8Array([0x22, 0xff, 0x22]), "body"],
  ])("answers 400 to %s and names the field", async (_what, body, field) => {
    expect(await post({ body })).toMatchObject({ status: 400, json: { code: "request.malformed", field } });
  });

  it("answers 413 above 1,000 events or 1,000,000 bytes, and 415 to another content type", async () => {
    const many = Array.from({ length: 1001 }, (_, index) => event(`many-${index}`));
    expect(await post({ body: report(...many) })).toMatchObject({ status: 413, json: { field: "events" } });
    const most = await post({ body: report(...many.slice(0, 1000)) });
    expect(most).toMatchObject({ status: 200, json: { accepted: 1000 } });
    const spaces = (length: number) => report(event("spaces")).padEnd(length);
    expect(await post({ body: spaces(1_000_001) })).toMatchObject({ status: 413, json: { code: "request.too_large" } });
    expect(await post({ body: spaces(1_000_000) })).toMatchObject({ status: 200, json: { accepted: 1 } });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"]) {
      expect(await post({ body: report(event("type")), type })).toMatchObject({ status: 415 });
    }
    const named = await post({ body: report(event("type")), type: "application/json; charset=utf-8" });
    expect(named.status).toBe(200);
  });

  it("answers 401 without a key, with one that is none, and with one that was revoked", async () => {
    const body = report(event("nobody"));
    const missing = await post({ key: null, body });
    expect(missing).toMatchObject({ status: 401, json: { code: "api_key.missing", field: "Authorization" } });
    expect(missing.headers.get("www-authenticate")).toBe("Bearer");
    for (const key of ["x", `prn_${"a".repeat(43)}`, keyId]) {
      expect(await post({ key, body })).toMatchObject({ status: 401, json: { code: "api_key.unknown" } });
    }
    const other = await createApiKey(ctx, { name: "Another" });
    expect((await post({ key: other.secret, body: report(event("before")) })).status).toBe(200);
    await revokeApiKey(ctx, other.key.id);
    expect(await post({ key: other.secret, body })).toMatchObject({ status: 401, json: { code: "api_key.unknown" } });
    expect(await ctx.db.$count(usageEvents, eq(usageEvents.eventId, "nobody"))).toBe(0);
  });

  it("writes down when a key was used, and takes the demo's", async () => {
    const demo = demoApiKeyOf("a secret of this installation");
    const key = await registerApiKey(ctx, { name: "Demo", secret: demo });
    expect((await post({ key: demo, body: report(event("demo")) })).status).toBe(200);
    const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    expect(row?.lastUsedAt).toBeInstanceOf(Date);
    expect(row?.secretHash).not.toContain(demo);
  });
});

describe("GET /api/v1/openapi.json", () => {
  it("says what is sent: the schemas take what the route takes, and refuse a field it does not know", () => {
    const { UsageEvent } = described.components.schemas;
    const written = z.fromJSONSchema(UsageEvent as Parameters<typeof z.fromJSONSchema>[0]);
    const good = [event("a"), event("b", { value: 2.5 }), event("c", { timestamp: "2026-11-16T09:00:00+01:00" })];
    for (const one of good) expect(written.safeParse(one).success).toBe(true);
    for (const bad of [
      event(""),
      event("d", { more: 1 }),
      event("e", { value: "1,5" }),
      event("f", { timestamp: "x" }),
    ]) {
      expect(written.safeParse(bad).success).toBe(false);
    }
  });

  it("names every status that the tests above saw, and says that no Idempotency-Key is needed", () => {
    expect(Object.keys(operation.responses)).toEqual(["200", "400", "401", "413", "415", "500"]);
    expect(operation.description).toMatch(/no Idempotency-Key is needed/);
    expect(JSON.stringify(described)).not.toMatch(/#\/\$defs|"\$id"/);
  });
});
