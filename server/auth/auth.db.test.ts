import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { userSessions } from "@/db/schema/auth";
import { ensureUser } from "@/server/people";
import { handlers } from "./auth";
import { openTestEntrance, type TestEntrance } from "./open-test-entrance";
import { requestSignInCode } from "./request-sign-in-code";
import { readSessionId } from "./session-cookie";

// By a name: of numeric addresses of this machine Next makes localhost, which is another origin.
const origin = "http://alderpost.example:3000";
let entrance: TestEntrance;

beforeAll(async () => {
  entrance = await openTestEntrance({ APP_ORIGIN: origin, AUTH_URL: origin });
});
afterAll(() => entrance.close());

/** A browser as far as cookies go. */
const openBrowser = () => {
  const jar = new Map<string, string>();
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const isGone = /max-age=0|expires=thu, 01 jan 1970/i.test(line);
      if (isGone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const send = async (path: string, form?: Record<string, string>): Promise<Response> => {
    const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    const request = new NextRequest(`${origin}/api/auth/${path}`, { ...init, headers: { cookie: cookie(), origin } });
    const response = await (form ? handlers.POST(request) : handlers.GET(request));
    keep(response);
    return response;
  };
  const post = async (path: string, form: Record<string, string>): Promise<Response> => {
    const { csrfToken } = (await (await send("csrf")).json()) as { csrfToken: string };
    return send(path, { ...form, csrfToken });
  };
  return { send, post, sessionId: () => readSessionId(new Headers({ cookie: cookie() })), jar };
};

const codeFor = async (email: string): Promise<string> => {
  await requestSignInCode(entrance.ctx, {
    ...entrance.caller(),
    ...{ email, returnTo: null, queueMail: entrance.queueMail },
  });
  return entrance.mails.at(-1)?.code ?? "";
};

const newcomer = async (name: string): Promise<string> => {
  const email = `${name}@brightbarn.example`;
  await ensureUser(entrance.ctx, { email, name });
  return email;
};

describe("signing in over HTTP", () => {
  it("gives a cookie that scripts cannot read, that other sites do not send, and that holds a session's id", async () => {
    const browser = openBrowser();
    const email = await newcomer("mina");
    const response = await browser.post("callback/code", { email, code: await codeFor(email) });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("authjs.session-token="));
    expect(cookie).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax$/i);
    expect(cookie).not.toMatch(/Secure/i);
    const [row] = await entrance.db
      .select()
      .from(userSessions)
      .where(eq(userSessions.id, (await browser.sessionId()) ?? ""));
    expect(row?.revokedAt).toBeNull();
    const told = await (await browser.send("session")).json();
    expect(Object.keys(told as object)).toEqual(["expires"]);
  });

  it("fault T61 refuses a wrong code without a cookie, and says why by its reason alone", async () => {
    const browser = openBrowser();
    const email = await newcomer("leo");
    const right = await codeFor(email);
    const code = right === "000000" ? "111111" : "000000";
    const response = await browser.post("callback/code", { email, code });
    expect(response.headers.get("location")).toBe(`${origin}/sign-in?error=CredentialsSignin&code=sign_in.code_wrong`);
    expect(await browser.sessionId()).toBeNull();
  });

  it("fault T58 takes no form without the token of its own cookie", async () => {
    const browser = openBrowser();
    const email = await newcomer("ana");
    const code = await codeFor(email);
    await browser.send("callback/code", { email, code, csrfToken: "made up" });
    expect(await browser.sessionId()).toBeNull();
    await browser.post("callback/code", { email, code });
    expect(await browser.sessionId()).not.toBeNull();
  });

  it("fault T58 leads to no other site", async () => {
    const browser = openBrowser();
    const email = await newcomer("katrin");
    const form = { email, code: await codeFor(email), callbackUrl: "https://evil.example/" };
    const response = await browser.post("callback/code", form);
    expect(new URL(response.headers.get("location") ?? "").origin).toBe(origin);
  });

  it("fault T61 ends the session that the browser had, and signing out ends the new one", async () => {
    const browser = openBrowser();
    const email = await newcomer("rosa");
    await browser.post("callback/code", { email, code: await codeFor(email) });
    const first = (await browser.sessionId()) ?? "";
    await browser.post("callback/code", { email, code: await codeFor(email) });
    const second = (await browser.sessionId()) ?? "";
    expect(second).not.toBe(first);
    const revoked = async (id: string) => {
      const [row] = await entrance.db.select().from(userSessions).where(eq(userSessions.id, id));
      return row?.revokedAt !== null;
    };
    expect([await revoked(first), await revoked(second)]).toEqual([true, false]);
    const kept = new Map(browser.jar);
    await browser.post("signout", {});
    expect(await browser.sessionId()).toBeNull();
    expect(await revoked(second)).toBe(true);
    for (const [name, value] of kept) browser.jar.set(name, value);
    expect(await (await browser.send("session")).json()).toBeNull();
  });

  it("fault T61 does not know the demo password where it is switched off", async () => {
    const browser = openBrowser();
    const email = await newcomer("tom");
    await browser.post("callback/demo-password", { email, password: "alderpost-demo" });
    expect(await browser.sessionId()).toBeNull();
    expect(Object.keys((await (await browser.send("providers")).json()) as object)).toEqual(["code", "link"]);
  });
});
