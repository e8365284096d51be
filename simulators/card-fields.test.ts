import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brandOf, checkCard, groupNumber, hasRightCheckDigit, readExpiry } from "./gateway/browser/card-rules.js";
import { appOrigin, startInProcess } from "./test-kit";

let running: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  running = await startInProcess();
});
afterAll(() => running.close());

const ids = /<(?:input|button)[^>]* id="(\w+)"/g;

describe("the card fields", () => {
  it("stand in the order of a card, labelled, with their autocomplete tokens", async () => {
    const page = await (await fetch(`${running.origin}/gateway/card-fields?session=co_1`)).text();
    expect([...page.matchAll(ids)].map(([, id]) => id)).toEqual(["number", "expiry", "code", "name"]);
    for (const label of ["Card number", "Expiry", "Security code", "Name on card"])
      expect(page).toContain(`>${label}</label>`);
    for (const token of ["cc-number", "cc-exp", "cc-csc", "cc-name"]) expect(page).toContain(`autocomplete="${token}"`);
    expect(page).toContain('role="status" aria-live="polite"');
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("<title>Card details</title>");
  });

  it("have a strict policy with a new nonce for each page", async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => {
        const response = await fetch(`${running.origin}/gateway/card-fields`);
        const policy = response.headers.get("content-security-policy") ?? "";
        const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
        expect(await response.text()).toContain(`nonce="${nonce}" src="/assets/card-fields.js"`);
        expect(policy).toContain(`frame-ancestors ${appOrigin}`);
        expect(policy).toContain("default-src 'none'");
        expect(policy).not.toContain("unsafe");
        return nonce;
      }),
    );
    expect(new Set(policies).size).toBe(2);
  });

  it("are three where nobody asks for the name, and make a token of them", async () => {
    const page = await (await fetch(`${running.origin}/gateway/card-fields?holder=none`)).text();
    expect([...page.matchAll(/<input id="(\w+)"/g)].map(([, id]) => id)).toEqual(["number", "expiry", "code"]);
    const response = await fetch(`${running.origin}/gateway/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: running.origin },
      body: JSON.stringify({ number: "4242424242424242", expiry: "12 / 30", code: "123" }),
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ brand: "visa", last4: "4242", holder: "" });
  });

  it("take a theme and a ground, and nothing else, from their address", async () => {
    const address = `${running.origin}/gateway/card-fields?theme=dark&ground=surface&session="><script>`;
    const page = await (await fetch(address)).text();
    expect(page).toContain('<html lang="en" data-theme="dark" data-ground="surface">');
    expect(page).toContain('data-session="&quot;&gt;&lt;script&gt;"');
    const plain = await (await fetch(`${running.origin}/gateway/card-fields?theme=pink`)).text();
    expect(plain).toContain('<html lang="en">');
  });

  it("come with their scripts and their font", async () => {
    const names = ["card-fields.js", "card-inputs.js", "card-rules.js", "challenge.js", "inter.woff2"];
    const responses = await Promise.all(names.map((name) => fetch(`${running.origin}/assets/${name}`)));
    expect(responses.every(({ ok }) => ok)).toBe(true);
    expect((await fetch(`${running.origin}/assets/..%2F..%2Fpackage.json`)).status).toBe(404);
  });
});

describe("the rules of a card", () => {
  it.each([
    ["4242 4242", "visa", "4242 4242"],
    ["5555-5555-5555-4444", "mastercard", "5555 5555 5555 4444"],
    ["2221000000000009", "mastercard", "2221 0000 0000 0009"],
    ["378282246310005", "amex", "3782 822463 10005"],
    ["42424242424242424242424242", "visa", "4242 4242 4242 4242 424"],
    ["9", "unknown", "9"],
    ["", "unknown", ""],
  ])("know %j as %s and write %j", (text, brand, written) => {
    expect(brandOf(text).brand).toBe(brand);
    expect(groupNumber(text)).toBe(written);
  });

  it.each([
    ["1230", 12, 2030],
    ["12/30", 12, 2030],
    ["12 / 2030", 12, 2030],
    ["2030-12", 12, 2030],
    ["1-31", 1, 2031],
  ])("read %j", (text, month, year) => {
    expect(readExpiry(text)).toEqual({ month, year });
  });

  it("count the check digit", () => {
    expect(hasRightCheckDigit("4242 4242 4242 4242")).toBe(true);
    expect(hasRightCheckDigit("4242 4242 4242 4243")).toBe(false);
    expect(hasRightCheckDigit("")).toBe(false);
  });

  it("take a card through the last day of its month", () => {
    const card = { number: "4242424242424242", expiry: "11 / 26", code: "123", name: "Jana" };
    expect(checkCard(card, { month: 11, year: 2026 })).toEqual([]);
    expect(checkCard(card, { month: 12, year: 2026 }).map(({ field }) => field)).toEqual(["expiry"]);
  });
});
