import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { invoiceLines } from "@/db/schema/invoices";
import { publishRatePlans } from "@/server/catalog";
import { explainLine } from "@/server/documents/core";
import { parseRational } from "@/server/kernel";
import { createCoupon } from "@/server/promotions";
import { getSellerByKey } from "@/server/sellers";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { planInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;

const charge = (key: string, price: string) =>
  ({ key, name: `Part ${key}`, kind: "recurring", model: "per_unit", prices: { EUR: { month: price } } }) as const;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  await publishRatePlans(ctx, [
    planInScenario("thirds", "Thirds", [charge("a", "33.33"), charge("b", "33.33"), charge("c", "33.34")]),
    planInScenario("hundred", "Hundred", [charge("fee", "100")]),
  ]);
  const { id: sellerId } = await getSellerByKey(ctx, "ireland");
  await createCoupon(ctx, { sellerId, key: "TEN-OFF", kind: "amount", amounts: { EUR: 1000n } });
  await createCoupon(ctx, { sellerId, key: "FIVE-OFF", kind: "amount", amounts: { EUR: 500n } });
  await createCoupon(ctx, { sellerId, key: "TENTH", kind: "percent", value: parseRational("10") });
});

afterEach(() => company.expectProof());

afterAll(() => company.close());

const buy = async (name: string, plan: string, coupons: readonly string[]) => {
  const { accountId } = await subscribeInScenario(await company.context(), name, { plan, terms: { coupons } });
  return company.db
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.accountId, accountId))
    .orderBy(invoiceLines.position);
};

it("feature F7 10.00 off three charges is 3.33, 3.33 and 3.34: 30.00 of each is left, 90.00 in all", async () => {
  const lines = await buy("thea", "thirds", ["TEN-OFF"]);
  expect(lines.map(({ netMinor }) => netMinor)).toEqual([3000n, 3000n, 3000n]);
  const taken = lines.map(({ derivation }) => (derivation as { coupons: unknown }).coupons);
  expect(taken).toEqual([[["amount", "333"]], [["amount", "333"]], [["amount", "334"]]]);
});

it.each([
  [["TENTH", "FIVE-OFF"], 8500n],
  [["FIVE-OFF", "TENTH"], 8550n],
])("feature F7 %o on 100.00 leave %d cents, and the order is written with the amount", async (coupons, left) => {
  const [line] = await buy(`kim-${coupons[0]}`.toLowerCase(), "hundred", coupons);
  expect(line?.netMinor).toBe(left);
  const { derivation, description, netMinor } = line ?? expect.unreachable();
  const told = JSON.stringify(explainLine({ description, netMinor, derivation }, "EUR"));
  const places = coupons.map((key) => told.search(key === "TENTH" ? /"10\s%\soff"/u : /"Reduction"/u));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places[0]).toBeLessThan(places[1] ?? 0);
});
