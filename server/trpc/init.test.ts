import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import superjson from "superjson";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { connectDatabase } from "@/db/client";
import { DomainError, domainErrorCodes, InvariantViolation } from "@/server/kernel";
import { withoutValues } from "@/server/platform/log-failure";
import type { CallContext } from "./context";
import { router, storefrontProcedure } from "./init";

const secret = "mina@brightbarn.example";

const refusal = (code: (typeof domainErrorCodes)[number]) =>
  new DomainError(code, `test.${code}`, `Refused as ${code}.`, { amountMinor: 12n, day: new Date(0) });

const testRouter = router({
  refuse: storefrontProcedure.input(z.enum(domainErrorCodes)).query(({ input }) => {
    throw refusal(input);
  }),
  break: storefrontProcedure.query(() => {
    throw new InvariantViolation(`Postings of ${secret} do not balance.`);
  }),
  hold: storefrontProcedure.query(() => {
    throw Object.assign(new Error(`Failed query: insert\nparams: ${secret}`), { cause: { code: "22021" } });
  }),
  strict: storefrontProcedure.input(z.strictObject({ name: z.string() })).query(() => "done"),
});

const ctx: CallContext = {
  actor: { kind: "shopper", draftId: null },
  now: new Date(0),
  requestId: "req_1",
  db: connectDatabase("postgres://nobody@127.0.0.1:1/none").db,
  headers: new Headers(),
  findCaller: async () => null,
};

const call = async (path: string, input?: unknown) => {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}`;
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(`http://127.0.0.1/api/trpc/${path}${query}`),
    router: testRouter,
    createContext: () => ctx,
  });
  const text = await response.text();
  const { error } = JSON.parse(text) as { error: never };
  return { status: response.status, text, error: superjson.deserialize<Record<string, unknown>>(error) };
};

describe("a refusal", () => {
  it.each([
    ["not_found", 404],
    ["forbidden", 403],
    ["unauthenticated", 401],
    ["invalid_input", 400],
    ["conflict", 409],
    ["stale_version", 409],
    ["invalid_state", 422],
    ["limit_exceeded", 422],
    ["payment_declined", 402],
    ["gateway_unavailable", 503],
    ["rate_limited", 429],
  ] as const)("%s is answered as %d, in full", async (code, status) => {
    const answer = await call("refuse", code);
    expect(answer.status).toBe(status);
    expect(answer.error).toMatchObject({
      message: `Refused as ${code}.`,
      data: { reason: `test.${code}`, details: { amountMinor: 12n, day: new Date(0) }, requestId: "req_1" },
    });
  });

  it("names each of the codes there are", () => {
    expect(domainErrorCodes).toHaveLength(11);
  });

  it("fault T54 of an unknown key names the input as not expected", async () => {
    const answer = await call("strict", { name: "Mina", role: "owner" });
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ data: { reason: "input.invalid" } });
  });

  it("fault T49 of text that cannot be stored is the sender's, not ours", async () => {
    const answer = await call("hold");
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ data: { reason: "input.unstorable" } });
    expect(answer.text).not.toContain(secret);
  });

  it("of a path that does not exist says so", async () => {
    expect(await call("nowhere")).toMatchObject({ status: 404, error: { data: { reason: "request.not_found" } } });
  });
});

describe("a bug", () => {
  it("is answered by its reference, without its message or stack", async () => {
    const answer = await call("break");
    expect(answer.status).toBe(500);
    expect(answer.error).toMatchObject({
      message: "Something failed on our side. Our reference is req_1.",
      data: { reason: "internal.failure", requestId: "req_1" },
    });
    expect(answer.text).not.toContain(secret);
    expect(answer.text).not.toContain("server/trpc");
  });

  it("fault T62 is logged without the values of its query", () => {
    const driver = new Error("duplicate key value violates unique constraint");
    const error = new Error(`Failed query: insert into users values ($1)\nparams: ${secret}`, { cause: driver });
    const logged = withoutValues(error);
    expect(JSON.stringify(logged)).not.toContain(secret);
    expect(logged).toMatchObject({ message: "Failed query: insert into users values ($1)", cause: { name: "Error" } });
    expect(logged.stack).toContain("init.test.ts");
  });
});
