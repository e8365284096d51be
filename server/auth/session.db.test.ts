import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { userSessions } from "@/db/schema/auth";
import { staffMembers } from "@/db/schema/people";
import { openAccount } from "@/server/accounts";
import { addMember, ensureUser, registerStaff } from "@/server/people";
import { inTransaction } from "@/server/platform";
import { findSignedIn } from "./find-signed-in";
import { forgetSignIns } from "./forget-sign-ins";
import { openSession } from "./open-session";
import { openTestEntrance, type TestEntrance } from "./open-test-entrance";
import { staffActor, subscriberActor } from "./request-actor";
import { revokeSession } from "./revoke-session";
import { readSessionId, sealSessionCookie } from "./session-cookie";

let entrance: TestEntrance;

beforeAll(async () => {
  entrance = await openTestEntrance();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => entrance.close());

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let people = 0;

const newStaff = () => {
  people += 1;
  const person = { email: `staff${people}@alderpost.example`, name: "Beth Kline" };
  return registerStaff(entrance.ctx, { ...person, role: "auditor", title: "Auditor" });
};

const newSubscriber = () => {
  people += 1;
  return ensureUser(entrance.ctx, { email: `person${people}@brightbarn.example`, name: "Mina Okafor" });
};

const newAccount = (name: string) =>
  openAccount(entrance.ctx, {
    ...{ name, kind: "business", country: "DE", timeZone: "Europe/Berlin", currency: "EUR" },
    ...{ taxId: null, taxIdStatus: "none" },
    billTo: {
      name,
      email: "billing@brightbarn.example",
      addressLines: [],
      city: null,
      postcode: null,
      region: null,
      country: "DE",
    },
  });

const signIn = async (user: { id: Awaited<ReturnType<typeof newStaff>>["id"] }, replaces: string | null = null) => {
  const opened = await inTransaction(entrance.ctx, (inner) =>
    openSession(inner, { userId: user.id, via: "code", replaces }),
  );
  return opened.sessionId;
};

const whoIs = (sessionId: string | null) => findSignedIn(entrance.ctx, sessionId);

const rowOf = async (sessionId: string) => {
  const [row] = await entrance.db.select().from(userSessions).where(eq(userSessions.id, sessionId));
  return row;
};

const goOn = (ms: number): void => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
};

describe("fault T61 a session", () => {
  it("ends with the next request after it is revoked, and only that one", async () => {
    const user = await newSubscriber();
    const [here, there] = [await signIn(user), await signIn(user)];
    expect((await whoIs(here))?.user.id).toBe(user.id);
    const began = performance.now();
    await revokeSession(entrance.ctx, here);
    expect(await whoIs(here)).toBeNull();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await whoIs(there)).not.toBeNull();
    await revokeSession(entrance.ctx, here);
  });

  it("is a new one at each signing in, which ends the one that browser had", async () => {
    const user = await newSubscriber();
    const planted = await signIn(user);
    const own = await signIn(user, planted);
    expect(own).not.toBe(planted);
    expect(await whoIs(planted)).toBeNull();
    expect(await whoIs(own)).not.toBeNull();
  });

  it("of staff ends when it is left alone for 12 hours", async () => {
    const session = await signIn(await newStaff());
    goOn(12 * hourMs - 1_000);
    expect(await whoIs(session)).not.toBeNull();
    goOn(12 * hourMs - 1_000);
    expect(await whoIs(session)).not.toBeNull();
    goOn(12 * hourMs + 1_000);
    expect(await whoIs(session)).toBeNull();
  });

  it("of staff ends after 7 days, however busy", async () => {
    const session = await signIn(await newStaff());
    for (let turn = 1; turn < 14; turn += 1) {
      goOn(12 * hourMs - 1_000);
      expect(await whoIs(session), `half day ${turn}`).not.toBeNull();
    }
    goOn(12 * hourMs + 14_000);
    expect(await whoIs(session)).toBeNull();
  });

  it("of a subscriber ends when it is left alone for 14 days, and after 30 in any case", async () => {
    const user = await newSubscriber();
    const idle = await signIn(user);
    goOn(14 * dayMs);
    expect(await whoIs(idle)).toBeNull();
    const used = await signIn(user);
    for (const days of [13, 13]) {
      goOn(days * dayMs);
      expect(await whoIs(used)).not.toBeNull();
    }
    goOn(4 * dayMs);
    expect(await whoIs(used)).toBeNull();
  });

  it("is written down as seen at most once a minute", async () => {
    const session = await signIn(await newSubscriber());
    const first = (await rowOf(session))?.lastSeenAt;
    goOn(59_000);
    await whoIs(session);
    expect((await rowOf(session))?.lastSeenAt).toEqual(first);
    goOn(2_000);
    await whoIs(session);
    expect((await rowOf(session))?.lastSeenAt.getTime()).toBeGreaterThan(first?.getTime() ?? 0);
  });

  it("loses the console in the request after its user leaves the staff", async () => {
    const user = await newStaff();
    const session = await signIn(user);
    expect(staffActor(await whoIs(session))).toMatchObject({ kind: "staff", role: "auditor" });
    await entrance.db.delete(staffMembers).where(eq(staffMembers.userId, user.id));
    const now = await whoIs(session);
    expect(() => staffActor(now)).toThrow("You need to be on the staff");
    expect(() => subscriberActor(now, null)).toThrow("You need to belong to an account");
  });

  it("is swept away a month after its end, and not before", async () => {
    const session = await signIn(await newSubscriber());
    goOn(59 * dayMs);
    await forgetSignIns(entrance.ctx);
    expect(await rowOf(session)).toBeDefined();
    goOn(2 * dayMs);
    await forgetSignIns(entrance.ctx);
    expect(await rowOf(session)).toBeUndefined();
  });
});

describe("the account somebody acts for", () => {
  it("is the chosen one among their own, else the one joined first, and never another's", async () => {
    const [first, second, foreign] = [await newAccount("First"), await newAccount("Second"), await newAccount("Other")];
    const user = await newSubscriber();
    const person = { email: user.email, name: user.name };
    await addMember(
      { ...entrance.ctx, now: new Date("2026-01-01") },
      { ...person, accountId: first.id, role: "member" },
    );
    await addMember(
      { ...entrance.ctx, now: new Date("2026-02-01") },
      { ...person, accountId: second.id, role: "owner" },
    );
    const signedIn = await whoIs(await signIn(user));
    expect(subscriberActor(signedIn, null)).toMatchObject({ accountId: first.id, role: "member" });
    expect(subscriberActor(signedIn, second.id)).toMatchObject({ accountId: second.id, role: "owner" });
    expect(subscriberActor(signedIn, foreign.id)).toMatchObject({ accountId: first.id });
    expect(() => staffActor(signedIn)).toThrow("ask a platform admin");
  });

  it("is nobody's without a session", () => {
    expect(() => subscriberActor(null, null)).toThrow("Sign in");
    expect(() => staffActor(null)).toThrow("Sign in");
  });
});

describe("the sealed cookie", () => {
  const carry = (cookie: string) => readSessionId(new Headers({ cookie }));

  it("carries the id of the session and nothing else that can be read", async () => {
    const { name, value } = await sealSessionCookie("ses_1");
    expect(name).toBe("authjs.session-token");
    expect(value).not.toContain("ses_1");
    expect(await carry(`a=1; ${name}=${value}`)).toBe("ses_1");
  });

  it("is refused when it was changed, sealed by another secret, or sent as a bearer token", async () => {
    const { name, value } = await sealSessionCookie("ses_1");
    const middle = Math.floor(value.length / 2);
    const changed = `${value.slice(0, middle)}${value[middle] === "A" ? "B" : "A"}${value.slice(middle + 1)}`;
    for (const forged of [changed, "ses_1", "", "a.b.c", `${value}x`])
      expect(await carry(`${name}=${forged}`)).toBeNull();
    expect(await carry(`__Secure-${name}=${value}`)).toBeNull();
    expect(await readSessionId(new Headers({ authorization: `Bearer ${value}` }))).toBeNull();
  });

  it("of a session that does not exist is nobody's", async () => {
    expect(await whoIs("ses_1")).toBeNull();
    expect(await whoIs(null)).toBeNull();
  });
});
