import { hash } from "@node-rs/argon2";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { isDomainError } from "@/server/kernel";
import { ensureUser, setDemoPassword } from "@/server/people";
import { openTestEntrance, type TestEntrance } from "./open-test-entrance";
import { redeemSignInCode } from "./redeem-sign-in-code";
import { takeSignInTry } from "./sign-in-limits";
import { signInWithDemoPassword } from "./sign-in-with-demo-password";

let entrance: TestEntrance;
const email = "mina@brightbarn.example";

beforeAll(async () => {
  entrance = await openTestEntrance({ DEMO_SIGN_IN: "1" });
  const user = await ensureUser(entrance.ctx, { email, name: "Mina Okafor" });
  await setDemoPassword(entrance.ctx, user.id, await hash("alderpost-demo"));
  await ensureUser(entrance.ctx, { email: "new@brightbarn.example", name: "New" });
});
afterAll(() => entrance.close());

// In the middle of a window: a quarter of an hour that ends during a test would count from nothing again.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-16T09:07:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(() => "ok").catch((thrown: unknown) => thrown);
  return isDomainError(error) ? error.reason : String(error);
};

const count = (reasons: readonly string[], reason: string): number => reasons.filter((each) => each === reason).length;

describe("the demo password", () => {
  const enter = (address: string, password: string) =>
    signInWithDemoPassword(entrance.ctx, { ...entrance.caller(), email: address, password });

  it("signs in the demo's people", async () => {
    expect(await enter("Mina@Brightbarn.example", "alderpost-demo")).toHaveProperty("sessionId");
  });

  it.each([
    ["a wrong password", email, "alderpost"],
    ["an empty one", email, ""],
    ["an unknown address", "stranger@nowhere.example", "alderpost-demo"],
    ["somebody who has none", "new@brightbarn.example", "alderpost-demo"],
    ["no address at all", "mina", "alderpost-demo"],
  ])("fault T61 refuses %s in the same words", async (_case, address, password) => {
    expect(await reasonOf(enter(address, password))).toBe("sign_in.password_wrong");
  });

  it("fault T61 is counted exactly when 60 tries come at once", async () => {
    const tries = await Promise.all(Array.from({ length: 60 }, () => reasonOf(enter("loud@brightbarn.example", "no"))));
    expect(count(tries, "sign_in.password_wrong")).toBe(40);
    expect(count(tries, "rate_limit.exceeded")).toBe(20);
  });
});

describe("fault T61 the number of tries", () => {
  it("of one network address is exact when 130 come at once, for whatever e-mail addresses", async () => {
    const tries = await Promise.all(
      Array.from({ length: 130 }, (_, index) =>
        reasonOf(
          redeemSignInCode(entrance.ctx, {
            ...{ networkAddress: "203.0.113.7", replaces: null },
            ...{ email: `person${index}@brightbarn.example`, code: "123456" },
          }),
        ),
      ),
    );
    expect(count(tries, "sign_in.code_over")).toBe(100);
    expect(count(tries, "rate_limit.exceeded")).toBe(30);
  });

  it("runs out alike for known and unknown addresses, and says for how long", async () => {
    for (const address of [email, "stranger@nowhere.example"]) {
      const takeOne = () => takeSignInTry(entrance.ctx, "request", { ...entrance.caller(), email: address });
      for (let turn = 1; turn <= 8; turn += 1) expect(await reasonOf(takeOne())).toBe("ok");
      const refusal = await takeOne().catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "rate_limited", details: { seconds: expect.any(Number) } });
    }
  });
});
