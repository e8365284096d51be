import { newEmail, openCheckout } from "../fixtures/checkout";
import { readInvoiceOfOrder, readOrdersOfDraft } from "../fixtures/database";
import { createShopper } from "../fixtures/store";
import { expect, test } from "../fixtures/test";

test.describe("page P6 what is refused", () => {
  const refusals = [
    { what: "no seats", fields: { seats: "0" }, field: "seats" },
    { what: "minus one seat", fields: { seats: "-1" }, field: "seats" },
    { what: "one and a half seats", fields: { seats: "1.5" }, field: "seats" },
    { what: "1e308 seats", fields: { seats: "1e308" }, field: "seats" },
    { what: "2^63 seats", fields: { seats: "9223372036854775808" }, field: "seats" },
    { what: "501 seats", fields: { seats: "501" }, field: "seats" },
    { what: "Arabic digits", fields: { seats: "٣" }, field: "seats" },
    { what: "six seats of a plan for five", fields: { ratePlanKey: "desk-starter", seats: "6" }, field: "seats" },
    { what: "an unknown plan", fields: { ratePlanKey: "desk-gold" }, field: "ratePlanKey" },
    { what: "a plan that is not on sale", fields: { ratePlanKey: "desk-team-v1" }, field: "ratePlanKey" },
    { what: "an unknown currency", fields: { currency: "XXZ" }, field: "currency" },
    { what: "a currency not sold there", fields: { currency: "USD" }, field: "currency" },
    { what: "a country not sold to", fields: { country: "CH" }, field: "country" },
    { what: "no country at all", fields: { country: "" }, field: "country" },
    { what: "an unknown term", fields: { term: "decade" }, field: "term" },
    { what: "an unknown kind of buyer", fields: { buyer: "state" }, field: "buyer" },
  ];

  for (const { what, fields, field } of refusals) {
    test(`fault T40 ${what}: refused with the field and what to do`, async () => {
      const refused = await createShopper().choose(fields);
      expect(refused).toMatchObject({ status: "refused", field });
      expect(refused.httpStatus).toBeGreaterThanOrEqual(400);
      expect(refused.httpStatus).toBeLessThan(500);
      expect(refused.message).toMatch(/^[A-Z].{10,}\.$/);
      expect(refused.next).toBeUndefined();
    });
  }

  test("fault T49 a NUL in a name is refused cleanly", async () => {
    const shopper = createShopper();
    const { next = "" } = await shopper.choose({ buyer: "business" });
    const refused = await shopper.post(`${next}/details`, { buyer: "business", country: "DE", company: "Nul\u0000l" });
    expect(refused).toMatchObject({ httpStatus: 400, status: "refused", field: "company" });
    expect(refused.message).toContain("NUL");
  });

  test("fault T39 the price is ours: amounts in the request count for nothing, a wrong preview pays nothing", async () => {
    const shopper = createShopper();
    const { next = "" } = await shopper.choose();
    const fields = {
      email: newEmail(),
      country: "DE",
      buyer: "personal",
      total: "1",
      amount_minor: "1",
      totalMinor: "1",
    };
    const token = await shopper.tokenize("4242424242424242", "Jana Brandt");
    const order = { token, holder: "Jana Brandt", fields, totalMinor: "1", amount_minor: "1", price: "0.01" };
    for (const previewId of ["0".repeat(64), "", "x", "../../etc/passwd"]) {
      const refused = await shopper.post(`${next}/pay`, { ...order, previewId });
      expect(["stale", "refused"]).toContain(refused.status);
      expect(refused.httpStatus).toBeGreaterThanOrEqual(400);
      expect(refused.httpStatus).toBeLessThan(500);
    }
    const draftId = next.split("/").at(-1) ?? "";
    expect(await readOrdersOfDraft(draftId)).toEqual([]);
    const paid = await shopper.post(`${next}/pay`, { ...order, previewId: await shopper.previewIdOf(next) });
    expect(paid.status).toBe("paid");
    const orderId = paid.next?.split("/").at(-1) ?? "";
    expect(await readInvoiceOfOrder(orderId)).toMatchObject({ total_minor: 3927n });
  });

  test("fault T53 nobody else's browser sees, changes or pays a checkout", async ({
    page,
    openBrowser,
    allowErrors,
  }) => {
    allowErrors(/404/);
    const id = await openCheckout(page);
    const stranger = await openBrowser();
    const seen = await stranger.page.goto(`/checkout/${id}`);
    expect(seen?.status()).toBe(404);
    await expect(stranger.page.getByRole("heading", { level: 1 })).toHaveText("There is no page here");
    const shopper = createShopper();
    for (const path of ["details", "pay", "cancel-payment"]) {
      expect((await shopper.post(`/checkout/${id}/${path}`, {})).httpStatus).toBe(404);
    }
  });

  test("fault T57 a body that is no order is refused, and the store goes on", async () => {
    const shopper = createShopper();
    const { next = "" } = await shopper.choose();
    for (const body of ["", "{", "[]", "null", '{"__proto__":{"admin":true}}', `{"fields":${"[".repeat(5_000)}`]) {
      const refused = await shopper.post(`${next}/pay`, body);
      expect(refused.httpStatus, body.slice(0, 40)).toBeGreaterThanOrEqual(400);
      expect(refused.httpStatus, body.slice(0, 40)).toBeLessThan(500);
    }
    const large = await shopper.post(`${next}/pay`, `{"fields":{"email":"${"a".repeat(100_000)}"}}`);
    expect(large.httpStatus).toBe(400);
    expect(await shopper.previewIdOf(next)).toMatch(/^[0-9a-f]{64}$/);
  });
});
