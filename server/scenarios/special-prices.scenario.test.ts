import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "@/db/schema/audit";
import { ratePlans } from "@/db/schema/catalog";
import { invoiceLines } from "@/db/schema/invoices";
import { getAccount, setSegment } from "@/server/accounts";
import { runBillRun } from "@/server/billing";
import { type ChargeDefinition, listSegments, publishRatePlans, registerRegions } from "@/server/catalog";
import { explainLine } from "@/server/documents/core";
import { plainDate } from "@/server/kernel";
import { changeSubscription, estimateOffers, listOffers } from "@/server/orders";
import { getSellerByKey } from "@/server/sellers";
import { buyInScenario, oneSeat } from "./buy-in-scenario";
import { registerTwoRegions } from "./regions-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { billedLines, planInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;

type Special = Extract<ChargeDefinition, { model: "flat" | "per_unit" }>["specialPrices"];

const euro = (figure: string) => ({ EUR: { month: figure } });

const fee = (general: string | null, specialPrices: Special = []): ChargeDefinition => ({
  ...{ key: "fee", name: "Club", kind: "recurring", model: "per_unit", specialPrices },
  prices: general === null ? {} : euro(general),
});

const nonprofit = (figure: string) => ({ onlyFor: { segment: "nonprofit" }, prices: euro(figure) });
const nordic = (figure: string) => ({ onlyFor: { region: "nordics" }, prices: euro(figure) });

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  const ctx = await company.context();
  await registerTwoRegions(ctx);
  const both = { onlyFor: { region: "FI", segment: "nonprofit" }, prices: euro("12") };
  await publishRatePlans(ctx, [
    planInScenario("club", "Club", [fee("20", [nordic("18"), nonprofit("15")])]),
    planInScenario("club-both", "Club for both", [fee("20", [nonprofit("15"), both, nordic("18")])]),
    planInScenario("club-more", "Club more", [fee("40", [nonprofit("30")])]),
  ]);
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const germany = { country: "DE", timeZone: "Europe/Berlin" };
const finland = { country: "FI", timeZone: "Europe/Helsinki" };

const subscribe = async (name: string, wanted: Parameters<typeof subscribeInScenario>[2]) => {
  const bought = await subscribeInScenario(await company.context(), name, { plan: "club", ...wanted });
  const [line] = await company.db.select().from(invoiceLines).where(eq(invoiceLines.accountId, bought.accountId));
  return { ...bought, line: line ?? expect.unreachable() };
};

describe("feature F1.15 a price that depends on the customer", () => {
  it.each([
    ["anna", "club", germany, null, 2000n, null],
    ["bert", "club", germany, "startup", 2000n, null],
    ["carl", "club", germany, "nonprofit", 1500n, { segment: "nonprofit" }],
    ["dora", "club", finland, null, 1800n, { region: "nordics" }],
    // A segment, which somebody decided, goes before a region.
    ["emil", "club", finland, "nonprofit", 1500n, { segment: "nonprofit" }],
    ["fred", "club-both", finland, "nonprofit", 1200n, { region: "FI", segment: "nonprofit" }],
    ["gert", "club-both", germany, "nonprofit", 1500n, { segment: "nonprofit" }],
  ] as const)("%s pays for %s in %o as %s: %d cents", async (name, plan, where, segment, net, why) => {
    const { line } = await subscribe(name, { plan, ...where, segment });
    expect(line.netMinor).toBe(net);
    const { description, netMinor, derivation } = line;
    expect((derivation as { options?: { priced_for?: unknown } }).options?.priced_for ?? null).toEqual(why);
    const told = JSON.stringify(explainLine({ description, netMinor, derivation }, "EUR"));
    expect(told.includes("Price chosen for")).toBe(why !== null);
  });

  it("is the same in the price list, the estimate, the checkout and the order of the store", async () => {
    const ctx = await company.context();
    const asked = { currency: null, buyer: "business", term: "month", seats: 2, product: "desk" } as const;
    for (const [country, one, two] of [
      ["FI", 1800n, 3600n],
      ["DE", 2000n, 4000n],
    ] as const) {
      const { plans } = await listOffers(ctx, { ...asked, country });
      const club = plans.find(({ ratePlanKey }) => ratePlanKey === "club");
      expect([club?.unitPriceMinor, club?.netMinor]).toEqual([one, two]);
      const { estimates } = await estimateOffers(ctx, { ...asked, country, usage: {} });
      expect(estimates.find(({ ratePlanKey }) => ratePlanKey === "club")?.netMinor).toBe(two);
      const ratePlansBought = [{ key: "club", quantity: 2 }];
      const email = `store@${country.toLowerCase()}.example`;
      const bought = await buyInScenario(company, { ...oneSeat, country, ratePlans: ratePlansBought }, undefined, {
        email,
        name: "Store",
        company: null,
        addressLine: null,
        postcode: null,
        city: null,
      });
      expect([bought.placed.status, bought.preview.document.net.minor]).toEqual(["awaiting_payment", two]);
    }
  });

  it("gives way to a negotiated price, which was chosen by nothing but the agreement", async () => {
    const terms = { prices: { fee: { model: "per_unit", price: "10" } } };
    const { line } = await subscribe("hugo", { ...germany, segment: "nonprofit", terms });
    expect([line.netMinor, (line.derivation as { options?: unknown }).options]).toEqual([1000n, undefined]);
  });

  it("stays as it was sold when the account becomes another, and is chosen anew by a change of plan", async () => {
    const { accountId, subscriptionId } = await subscribe("ida", germany);
    const set = async (segment: string | null) => setSegment(await company.context(), { accountId, segment });
    await set("nonprofit");
    await set("nonprofit");
    expect((await getAccount(await company.context(), accountId)).segment).toBe("nonprofit");
    const audited = await company.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId));
    expect(audited.filter(({ action }) => action === "accounts:set_segment").map(({ details }) => details)).toEqual([
      { before: null, after: "nonprofit" },
    ]);
    await expect(set("Non Profit")).rejects.toMatchObject({ reason: "account.segment", details: { field: "segment" } });
    await company.setNow("2027-05-01T09:00:00Z");
    const ctx = await company.context();
    const { id: sellerId } = await getSellerByKey(ctx, "ireland");
    await runBillRun(ctx, { sellerId, throughOn: plainDate("2027-05-01"), owner: "scenario" });
    const ratePlansWanted = [{ key: "club-more", quantity: null }];
    const change = { action: "change_plan", when: { kind: "now" }, interval: "month" } as const;
    await changeSubscription(ctx, { subscriptionId, action: { ...change, ratePlans: ratePlansWanted } });
    expect(await billedLines(company.db, accountId)).toEqual([
      "charge 04-01 05-01 2000 of 2000",
      "charge 05-01 06-01 2000 of 2000",
      "credit 05-01 06-01 -2000 of 1000",
      "charge 05-01 06-01 3000 of 1000",
    ]);
    await set(null);
    await company.setNow("2027-06-01T09:00:00Z");
    const later = await company.context();
    await runBillRun(later, { sellerId, throughOn: plainDate("2027-06-01"), owner: "scenario" });
    expect((await billedLines(company.db, accountId)).at(-1)).toBe("charge 06-01 07-01 3000 of 3000");
  });

  it("tells the segments that prices name", async () => {
    expect(await listSegments(await company.context())).toEqual(["nonprofit"]);
  });

  it.each([
    ["region_unknown", fee("20", [{ onlyFor: { region: "north" }, prices: euro("18") }])],
    ["region_unknown", fee("20", [{ onlyFor: { region: "UK" }, prices: euro("18") }])],
    ["price_general_missing", fee("20", [{ onlyFor: { region: "FI" }, prices: { GBP: { month: "18" } } }])],
    ["price_general_missing", fee(null, [nonprofit("15")])],
    ["price_twice", fee("20", [nonprofit("15"), nonprofit("14")])],
    ["price_ambiguous", fee("20", [nordic("18"), { onlyFor: { region: "baltics" }, prices: euro("17") }])],
    ["segment", fee("20", [{ onlyFor: { segment: "Non Profit" }, prices: euro("15") }])],
    ["figure_negative", fee("20", [nonprofit("-1")])],
  ])("is not published where it is %s", async (reason, charge) => {
    const rows = async () => (await company.db.select({ rows: count() }).from(ratePlans))[0]?.rows;
    const before = await rows();
    const publishing = publishRatePlans(await company.context(), [planInScenario("refused", "Refused", [charge])]);
    await expect(publishing).rejects.toMatchObject({ reason: `catalog.${reason}` });
    expect(await rows()).toBe(before);
  });

  it.each([
    [{ key: "Nordics", name: "Nordics", countries: ["FI"] }, "key"],
    [{ key: "north", name: " ", countries: ["FI"] }, "name"],
    [{ key: "north", name: "North", countries: [] }, "countries"],
    [{ key: "north", name: "North", countries: ["FI", "UK"] }, "countries"],
  ])("has no region %o", async (region, field) => {
    const naming = registerRegions(await company.context(), [region]);
    await expect(naming).rejects.toMatchObject({ reason: "catalog.region", details: { field } });
  });
});
