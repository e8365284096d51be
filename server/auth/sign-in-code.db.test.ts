import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { signInCodes, userSessions } from "@/db/schema/auth";
import { isDomainError } from "@/server/kernel";
import { ensureUser } from "@/server/people";
import { openTestEntrance, type TestEntrance } from "./open-test-entrance";
import { redeemSignInCode } from "./redeem-sign-in-code";
import { findSignInLink, redeemSignInLink } from "./redeem-sign-in-link";
import { requestSignInCode } from "./request-sign-in-code";

let entrance: TestEntrance;

beforeAll(async () => {
  entrance = await openTestEntrance();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => entrance.close());

let people = 0;

const newcomer = async (): Promise<string> => {
  people += 1;
  const email = `person${people}@brightbarn.example`;
  await ensureUser(entrance.ctx, { email, name: "Person" });
  return email;
};

const request = (email: string, returnTo: string | null = null) =>
  requestSignInCode(entrance.ctx, { ...entrance.caller(), email, returnTo, queueMail: entrance.queueMail });

const redeem = (email: string, code: string) => redeemSignInCode(entrance.ctx, { ...entrance.caller(), email, code });

const follow = (token: string) => redeemSignInLink(entrance.ctx, { ...entrance.caller(), token });

const lastMail = () => {
  const mail = entrance.mails.at(-1);
  if (!mail) throw new Error("No mail was written.");
  return { ...mail, token: new URL(mail.link).searchParams.get("token") ?? "" };
};

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(() => null).catch((thrown: unknown) => thrown);
  return isDomainError(error) ? error.reason : `not refused: ${String(error)}`;
};

const goOnTo = (at: Date): void => {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
};

const seconds = (count: number): Date => new Date(Date.now() + count * 1_000);
const wrong = (code: string): string => (code === "000000" ? "000001" : "000000");

describe("a mailed code", () => {
  it("page P9.3 signs in once, into a new session of its own", async () => {
    const email = await newcomer();
    await request(email);
    const { code } = lastMail();
    const opened = await redeem(email, code);
    const [session] = await entrance.db.select().from(userSessions).where(eq(userSessions.id, opened.sessionId));
    expect(session).toMatchObject({ userId: opened.userId, revokedAt: null });
    expect(await reasonOf(redeem(email, code))).toBe("sign_in.code_over");
    const audit = await entrance.db.select().from(auditEntries).where(eq(auditEntries.action, "auth:sign_in"));
    expect(audit.map((entry) => entry.subjectIds)).toContainEqual([opened.userId, opened.sessionId]);
  });

  it("page P9.2 is read however a mail program groups it, and whatever the case of the address", async () => {
    const email = await newcomer();
    await request(email.toUpperCase());
    const { code } = lastMail();
    expect(await redeem(` ${email.toUpperCase()} `, ` ${code.slice(0, 3)} ${code.slice(3)}\n`)).toHaveProperty(
      "sessionId",
    );
  });

  it("page P9.3 is over after 15 minutes", async () => {
    const email = await newcomer();
    await request(email);
    const { code, token, expiresAt } = lastMail();
    goOnTo(new Date(expiresAt.getTime() - 1));
    expect(await findSignInLink(entrance.ctx, token)).toMatchObject({ isOpen: true });
    goOnTo(expiresAt);
    expect(await reasonOf(redeem(email, code))).toBe("sign_in.code_over");
    expect(await reasonOf(follow(token))).toBe("sign_in.link_over");
    expect(await findSignInLink(entrance.ctx, token)).toMatchObject({ isOpen: false, email });
  });

  it("fault T61 ends with the fifth wrong try, even for who then types it right", async () => {
    const email = await newcomer();
    await request(email);
    const { code, token } = lastMail();
    const reasons = [];
    for (let turn = 1; turn <= 5; turn += 1) reasons.push(await reasonOf(redeem(email, wrong(code))));
    expect(reasons).toEqual([...Array(4).fill("sign_in.code_wrong"), "sign_in.code_over"]);
    expect(await reasonOf(redeem(email, code))).toBe("sign_in.code_over");
    expect(await follow(token)).toHaveProperty("sessionId");
  });

  it("is voided by a newer one, and so is its link", async () => {
    const email = await newcomer();
    await request(email);
    const older = lastMail();
    goOnTo(seconds(31));
    await request(email);
    const newer = lastMail();
    expect(newer.token).not.toBe(older.token);
    expect(await reasonOf(follow(older.token))).toBe("sign_in.link_over");
    if (older.code !== newer.code) expect(await reasonOf(redeem(email, older.code))).toBe("sign_in.code_wrong");
    expect(await redeem(email, newer.code)).toHaveProperty("sessionId");
  });

  it("opens nobody else's door", async () => {
    const [mina, leo] = [await newcomer(), await newcomer()];
    await request(mina);
    const forMina = lastMail();
    await request(leo);
    if (forMina.code !== lastMail().code) expect(await reasonOf(redeem(leo, forMina.code))).toBe("sign_in.code_wrong");
    expect(await reasonOf(redeem(await newcomer(), forMina.code))).toBe("sign_in.code_over");
  });

  it("fault T62 is not in the database, and neither is its link", async () => {
    const email = await newcomer();
    await request(email);
    const { code, token } = lastMail();
    const [row] = await entrance.db.select().from(signInCodes).where(eq(signInCodes.email, email));
    const stored = JSON.stringify(row);
    expect(stored).not.toContain(token);
    expect(stored.replaceAll(/"[0-9a-f]{64}"/g, "")).not.toContain(code);
  });
});

describe("a mailed link", () => {
  it("page P9.3 signs in once, and takes its code with it", async () => {
    const email = await newcomer();
    await request(email, "/console/invoices?page=2");
    const { token, code } = lastMail();
    expect(await findSignInLink(entrance.ctx, token)).toEqual({
      isOpen: true,
      email,
      returnTo: "/console/invoices?page=2",
    });
    expect(await follow(token)).toHaveProperty("sessionId");
    expect(await reasonOf(follow(token))).toBe("sign_in.link_over");
    expect(await reasonOf(redeem(email, code))).toBe("sign_in.code_over");
  });

  it("fault T58 forgets a way back that leaves the site", async () => {
    const email = await newcomer();
    await request(email, "//evil.example/account");
    expect(await findSignInLink(entrance.ctx, lastMail().token)).toMatchObject({ returnTo: null });
  });

  it("that we never mailed is nobody's", async () => {
    expect(await reasonOf(follow("guessed"))).toBe("sign_in.link_over");
    expect(await reasonOf(follow(""))).toBe("sign_in.link_over");
    expect(await findSignInLink(entrance.ctx, "guessed")).toBeNull();
  });
});

describe("fault T61 an address that nobody here has", () => {
  it("page P9.4 is answered like one we know, and gets no mail", async () => {
    const known = await newcomer();
    const unknown = "stranger@nowhere.example";
    const mailsBefore = entrance.mails.length;
    expect(await request(unknown)).toEqual({ email: unknown, resendAfterSeconds: 30 });
    expect(entrance.mails).toHaveLength(mailsBefore);
    expect(await request(known)).toEqual({ email: known, resendAfterSeconds: 30 });
    expect(entrance.mails.slice(mailsBefore).map((mail) => mail.email)).toEqual([known]);
    for (const email of [known, unknown]) {
      expect(await reasonOf(request(email))).toBe("sign_in.too_soon");
      const tries = [];
      for (let turn = 1; turn <= 6; turn += 1) tries.push(await reasonOf(redeem(email, "12x456".replace("x", "3"))));
      expect(tries).toEqual([...Array(4).fill("sign_in.code_wrong"), "sign_in.code_over", "sign_in.code_over"]);
    }
  });

  it("page P9.4 takes as long to answer as one we know", async () => {
    const times: Record<string, number[]> = { known: [], unknown: [] };
    for (let turn = 1; turn <= 5; turn += 1) {
      for (const [kind, email] of [
        ["known", await newcomer()],
        ["unknown", `nobody${turn}@nowhere.example`],
      ] as const) {
        const began = performance.now();
        await request(email);
        times[kind]?.push(performance.now() - began);
      }
    }
    const median = (list: number[] = []): number => list.sort((a, b) => a - b)[2] ?? 0;
    expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(50);
  });

  it("gets a mail at the address that we know, and not at the one typed", async () => {
    const email = await newcomer();
    await request(email.toUpperCase());
    expect(lastMail().email).toBe(email);
  });

  it.each(["", "mina", "mina@", "mina@brightbarn", "mïna@brightbarn.example", "a b@brightbarn.example"])(
    "refuses %j as malformed",
    async (email) => {
      expect(await reasonOf(request(email))).toBe("sign_in.email_malformed");
    },
  );
});
