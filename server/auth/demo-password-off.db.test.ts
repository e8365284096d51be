import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureUser, setDemoPassword } from "@/server/people";
import { openTestEntrance, type TestEntrance } from "./open-test-entrance";
import { signInWithDemoPassword } from "./sign-in-with-demo-password";

let entrance: TestEntrance;

beforeAll(async () => {
  entrance = await openTestEntrance();
});
afterAll(() => entrance.close());

it("fault T61 the demo password is off unless it is switched on", async () => {
  const email = "mina@brightbarn.example";
  const user = await ensureUser(entrance.ctx, { email, name: "Mina Okafor" });
  await setDemoPassword(entrance.ctx, user.id, await hash("alderpost-demo"));
  const entering = signInWithDemoPassword(entrance.ctx, { ...entrance.caller(), email, password: "alderpost-demo" });
  await expect(entering).rejects.toMatchObject({ code: "forbidden", reason: "sign_in.demo_off" });
});
