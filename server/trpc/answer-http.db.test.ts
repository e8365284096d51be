import superjson from "superjson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "@/server/accounts";
import { openSession } from "@/server/auth/open-session";
import { openTestEntrance, type TestEntrance } from "@/server/auth/open-test-entrance";
import { revokeSession } from "@/server/auth/revoke-session";
import { sealSessionCookie } from "@/server/auth/session-cookie";
import { addMember, registerStaff, type User } from "@/server/people";
import { inTransaction } from "@/server/platform";
import { answerMutation, answerQuery } from "./answer-http";

const origin = "http://127.0.0.1:3000";

let entrance: TestEntrance;
let accountId: string;
let mina: string;
let beth: string;

beforeAll(async () => {
  entrance = await openTestEntrance();
  const { ctx } = entrance;
  const name = "Brightbarn GmbH";
  const account = await openAccount(ctx, {
    ...{ name, kind: "business", country: "DE", timeZone: "Europe/Berlin", currency: "EUR" },
    ...{ taxId: null, taxIdStatus: "none" },
    billTo: {
      ...{ name, email: "billing@brightbarn.example", addressLines: [], country: "DE" },
      ...{ city: null, postcode: null, region: null },
    },
  });
  accountId = account.id;
  const email = "mina@brightbarn.example";
  mina = await cookieOf(await addMember(ctx, { email, name: "Mina Okafor", accountId, role: "owner" }));
  const staff = { email: "beth@alderpost.example", name: "Beth Kline", title: "Auditor", role: "auditor" } as const;
  beth = await cookieOf(await registerStaff(ctx, staff));
});
afterAll(() => entrance.close());

const openFor = (user: User) =>
  inTransaction(entrance.ctx, (inner) => openSession(inner, { userId: user.id, via: "code", replaces: null }));

const cookieOf = async (user: User): Promise<string> => {
  const { name, value } = await sealSessionCookie((await openFor(user)).sessionId);
  return `${name}=${value}`;
};

type Answer = { readonly status: number; readonly data: unknown; readonly error: Record<string, unknown> | null };
type Envelope = { result?: { data: never }; error?: never };

const readAnswer = async (response: Response): Promise<Answer> => {
  const { result, error } = (await response.json()) as Envelope;
  const failure = error ? superjson.deserialize<{ message: string; data: Record<string, unknown> }>(error) : null;
  return {
    status: response.status,
    data: result ? superjson.deserialize(result.data) : null,
    error: failure && { ...failure.data, message: failure.message },
  };
};

const query = async (path: string, cookie = "", more: Record<string, string> = {}): Promise<Answer> =>
  readAnswer(await answerQuery(new Request(`${origin}/api/trpc/${path}`, { headers: { cookie, ...more } })));

const post = (headers: Record<string, string>, body = "{}"): Promise<Response> =>
  answerMutation(
    new Request(`${origin}/api/trpc/portal.session.me`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    }),
  );

describe("the doors of the three audiences", () => {
  it("tell a subscriber who they are and for which account", async () => {
    const { status, data } = await query("portal.session.me", mina);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      user: { name: "Mina Okafor", email: "mina@brightbarn.example" },
      account: { id: accountId, name: "Brightbarn GmbH", currency: "EUR" },
      role: "owner",
    });
  });

  it("tell staff their title and what they may do", async () => {
    const { data } = await query("console.session.me", beth);
    expect(data).toMatchObject({ user: { name: "Beth Kline" }, role: "auditor", title: "Auditor" });
    expect(data).toHaveProperty("permissions", expect.arrayContaining(["proof:read"]));
  });

  it("list no account that has bought nothing yet", async () => {
    expect((await query("portal.session.accounts", mina)).data).toEqual([]);
  });

  it.each([
    ["console.session.me", "mina", 403, "audience.staff_only", "You need to be on the staff; ask a platform admin."],
    ["portal.session.me", "beth", 403, "audience.members_only", "You need to belong to an account"],
    ["console.session.me", "", 401, "session.missing", "Sign in to go on."],
    ["portal.session.me", "", 401, "session.missing", "Sign in to go on."],
    ["portal.session.accounts", "", 401, "session.missing", "Sign in to go on."],
  ])("fault T52 close %s to %j with %d", async (path, who, status, reason, words) => {
    const cookies: Record<string, string> = { mina, beth };
    const answer = await query(path, cookies[who]);
    expect(answer).toMatchObject({ status, data: null, error: { reason } });
    expect(answer.error?.message).toContain(words);
  });

  it.each([
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-middleware-rewrite": "/api/trpc/portal.session.me" },
    { "x-forwarded-host": "127.0.0.1:3000", "x-forwarded-proto": "https" },
    { "x-request-path": "/console", "x-nonce": "1" },
    { authorization: "Bearer ses_1" },
  ] as Record<string, string>[])("fault T56 stay closed for %j", async (headers) => {
    expect((await query("console.session.me", "", headers)).status).toBe(401);
  });

  it("fault T61 close with the next call after a session is revoked", async () => {
    const user = await registerStaff(entrance.ctx, {
      ...{ email: "sam@alderpost.example", name: "Sam Whitlock", title: "Support agent", role: "support_agent" },
    });
    const { sessionId } = await openFor(user);
    const { name, value } = await sealSessionCookie(sessionId);
    expect((await query("console.session.me", `${name}=${value}`)).status).toBe(200);
    await revokeSession(entrance.ctx, sessionId);
    expect((await query("console.session.me", `${name}=${value}`)).status).toBe(401);
  });

  it("fault T53 ignore another's account in the cookie of the switcher", async () => {
    const { data } = await query("portal.session.me", `${mina}; account=acc_of_somebody_else`);
    expect(data).toMatchObject({ account: { id: accountId } });
  });
});

describe("calls that change something", () => {
  it("fault T58 are refused unless a page of ours sent them", async () => {
    expect((await post({ cookie: mina })).status).toBe(403);
    expect((await post({ cookie: mina, origin: "https://evil.example" })).status).toBe(403);
    expect((await post({ cookie: mina, origin, "sec-fetch-site": "cross-site" })).status).toBe(403);
    const passed = await readAnswer(await post({ cookie: mina, origin }));
    expect(passed).toMatchObject({ status: 405, error: { reason: "request.method_not_supported" } });
  });

  it("fault T64 are refused above 1 MB, whatever length they announce", async () => {
    const large = JSON.stringify({ json: "x".repeat(1_000_001) });
    expect((await post({ cookie: mina, origin }, large)).status).toBe(413);
    expect((await post({ cookie: mina, origin, "content-length": "10" }, large)).status).toBe(413);
  });
});

describe("fault T64 a batch", () => {
  const batchOf = (count: number): Promise<Response> => {
    const paths = Array.from({ length: count }, () => "portal.session.me").join(",");
    return answerQuery(new Request(`${origin}/api/trpc/${paths}?batch=1&input=%7B%7D`, { headers: { cookie: mina } }));
  };

  it("answers 20 calls", async () => {
    const response = await batchOf(20);
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveLength(20);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it.each([21, 1_000])("of %d calls is refused", async (count) => {
    expect((await batchOf(count)).status).toBe(400);
  });
});
