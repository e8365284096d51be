import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOrigin, startInProcess } from "./test-kit";

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

const return_url = `${appOrigin}/checkout/co_1/confirm`;
const cancel_url = `${appOrigin}/checkout/co_1`;

async function open(reference: string, more: Record<string, unknown> = {}): Promise<string> {
  const terms = {
    amount_minor: "3927",
    currency: "EUR",
    reference,
    return_url,
    cancel_url,
    description: "Desk <Team>",
  };
  const headers = { "idempotency-key": reference };
  const response = await running.client.post("/gateway/sessions", { ...terms, ...more }, headers);
  const body = (await response.json()) as { readonly id: string; readonly url: string };
  return body.url;
}

const pay = (url: string, number: string, code = "123") =>
  running.client.postForm(url, { number, expiry: "12 / 39", code, name: "Jana Brandt" });

/** The page without its nonce and the session's id, in which three figures may stand by chance. */
const withoutRandom = (page: string, url: string): string =>
  page.replaceAll(/nonce="[^"]*"/g, "").replaceAll(new URL(url).pathname, "");

const statusesOf = async (reference: string) =>
  (await running.client.charges(`?reference=${reference}`)).map(({ status }) => status);

describe("the hosted page", () => {
  it("is a form that needs no script", async () => {
    const url = await open("pay_form");
    const page = await (await fetch(url)).text();
    expect(page).not.toContain("<script");
    expect(page).toContain("Pay €39.27 now");
    expect(page).toContain("Desk &lt;Team&gt;");
    for (const token of ["cc-number", "cc-exp", "cc-csc", "cc-name"]) expect(page).toContain(`autocomplete="${token}"`);
  });

  it("gives one session per key", async () => {
    expect(await open("pay_once")).toBe(await open("pay_once"));
  });

  it("charges and leads back to the app", async () => {
    const response = await pay(await open("pay_ok"), "4242 4242 4242 4242");
    expect([response.status, response.headers.get("location")]).toEqual([303, return_url]);
    const [charge] = await running.client.charges("?idempotency_key=pay_ok");
    expect(charge).toMatchObject({ status: "succeeded", reference: "pay_ok", amount_minor: "3927" });
  });

  it("keeps everything but the code after a decline, and takes another card", async () => {
    const url = await open("pay_declined");
    const declined = await pay(url, "4000000000009995", "987");
    const page = await declined.text();
    expect(page).toContain("<title>Error: ");
    expect(page).toContain("there isn’t enough money available");
    expect(page).toContain('value="4000000000009995"');
    expect(page).toContain('value="Jana Brandt"');
    expect(withoutRandom(page, url)).not.toContain("987");
    expect(page).toContain('aria-describedby="number-error" aria-invalid="true"');
    expect((await pay(url, "4242424242424242")).status).toBe(303);
    expect(await statusesOf("pay_declined")).toEqual(["failed", "succeeded"]);
  });

  it("never tells that a card is lost, stolen or suspected", async () => {
    for (const number of ["4000000000009987", "4000000000009979", "4100000000000019", "4000000000000002"]) {
      const page = await (await pay(await open(`pay_untold_${number}`), number)).text();
      expect(page).toContain("Your bank declined this. It doesn’t tell us why.");
    }
  });

  it("points at the field that needs another look", async () => {
    const response = await pay(await open("pay_typo"), "4242424242424241");
    expect(await response.text()).toContain('id="number-error">');
    expect(await statusesOf("pay_typo")).toEqual([]);
  });

  it("charges once however often it is sent", async () => {
    const url = await open("pay_double");
    const responses = await Promise.all(Array.from({ length: 10 }, () => pay(url, "4242424242424242")));
    expect(responses.every(({ status }) => status === 303)).toBe(true);
    expect(await statusesOf("pay_double")).toEqual(["succeeded"]);
    const again = await fetch(url, { redirect: "manual" });
    expect(again.headers.get("location")).toBe(return_url);
  });

  it("and the API together charge a reference once", async () => {
    const url = await open("pay_both");
    await running.client.script({ next: [{ behavior: "delay", ms: 30 }], match: { reference_prefix: "pay_both" } });
    const [viaApi] = await Promise.all([
      running.client.send({ reference: "pay_both", key: "pay_both" }),
      pay(url, "4242424242424242"),
    ]);
    expect(viaApi.status).toBe(409);
    expect(await statusesOf("pay_both")).toEqual(["succeeded"]);
    expect((await pay(url, "4242424242424242")).headers.get("location")).toBe(return_url);
  });

  it("sends a card that asks to the challenge, and back to itself when that is rejected", async () => {
    const url = await open("pay_asks");
    const challenge = (await pay(url, "4000002760003184")).headers.get("location") ?? "";
    const rejected = await running.client.postForm(challenge, { decision: "reject" });
    expect(new URL(rejected.headers.get("location") ?? "", url).href).toBe(url);
    expect(await (await fetch(url)).text()).toContain("Your bank could not confirm the payment.");
    const second = (await pay(url, "4000002760003184")).headers.get("location") ?? "";
    const approved = await running.client.postForm(second, { decision: "approve" });
    expect(approved.headers.get("location")).toBe(return_url);
    expect(await statusesOf("pay_asks")).toEqual(["failed", "succeeded"]);
  });

  it("never leads anywhere but to the app", async () => {
    const terms = {
      amount_minor: "1",
      currency: "EUR",
      reference: "r",
      return_url: "https://evil.example",
      cancel_url,
    };
    const response = await running.client.post("/gateway/sessions", terms, { "idempotency-key": "evil" });
    expect(response.status).toBe(422);
    const disguised = { ...terms, return_url: `${appOrigin}.evil.example/` };
    expect((await running.client.post("/gateway/sessions", disguised, { "idempotency-key": "evil2" })).status).toBe(
      422,
    );
  });
});
