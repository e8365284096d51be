import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ListOffersInput, listOffers } from "@/server/orders";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterAll(async () => {
  await company.close();
});

const offers = async (input: Partial<ListOffersInput>) =>
  listOffers(await company.context(), {
    country: "DE",
    currency: null,
    buyer: "business",
    term: "month",
    seats: 8,
    ...input,
  });

const planOf = (view: Awaited<ReturnType<typeof offers>>, key: string) =>
  view.plans.find((plan) => plan.ratePlanKey === key);

describe("the price list", () => {
  it("page P2.1 shows a German business 264.00 excl. and 314.16 incl. for eight Team seats", async () => {
    const team = planOf(await offers({}), "desk-team");
    expect(team).toMatchObject({
      netMinor: 26_400n,
      grossMinor: 31_416n,
      lowestForSeats: true,
      renewalDay: "2026-12-16",
    });
  });

  it("page P2.2 charges 2,640.00 for a year and saves 528.00", async () => {
    const team = planOf(await offers({ term: "year" }), "desk-team");
    expect(team?.yearly).toEqual({
      netMinor: 264_000n,
      grossMinor: 314_160n,
      perMonthMinor: 22_000n,
      savedMinor: 52_800n,
    });
  });

  it.each([
    ["JP", "JPY", "personal", 5200n, 5720n, "10"],
    ["US", "USD", "personal", 3500n, 3500n, null],
    ["GB", "GBP", "business", 2800n, 3360n, "20"],
    ["IE", "EUR", "personal", 3300n, 4059n, "23"],
    ["FI", "EUR", "personal", 3300n, 4142n, "25.5"],
  ] as const)("sells one Team seat in %s in %s", async (country, currency, buyer, net, gross, rate) => {
    const view = await offers({ country, buyer, seats: 1 });
    expect([view.currency, view.taxRatePercent]).toEqual([currency, rate]);
    expect(planOf(view, "desk-team")).toMatchObject({ netMinor: net, grossMinor: gross });
  });

  it("shows what a plan too small is priced for, and that Free covers three", async () => {
    const view = await offers({});
    expect(planOf(view, "desk-starter")).toMatchObject({ fits: false, seatsPriced: 5, netMinor: 7000n });
    expect(planOf(view, "desk-free")).toMatchObject({ fits: false, seatsIncluded: 3, grossMinor: 0n });
  });

  it.each([
    ["flow", "US", 1, "flow-starter", 2900n],
    ["flow", "DE", 1, "flow-growth", 13_900n],
    ["sign", "GB", 3, "sign-pro", 9300n],
    ["insights", "DE", 10, "insights", 9200n],
    ["insights", "US", 11, "insights", 19_900n],
    ["insights", "JP", 26, "insights", 74_500n],
  ] as const)("lists %s in %s for %i by itself", async (product, country, seats, key, net) => {
    const view = await offers({ product, country, seats });
    expect(view.plans.every(({ ratePlanKey }) => ratePlanKey.startsWith(product))).toBe(true);
    expect(planOf(view, key)?.netMinor).toBe(net);
  });

  it("sells a year for ten months, and counts its usage over twelve times the range", async () => {
    const view = await offers({ product: "flow", country: "US", term: "year" });
    const starter = planOf(view, "flow-starter");
    expect(starter?.yearly?.netMinor).toBe(29_000n);
    expect(starter?.usage[0]?.ranges).toEqual([
      { from: "1", upTo: "24000", unitPrice: "0" },
      { from: "24001", upTo: "240000", unitPrice: "0.012" },
      { from: "240001", upTo: "2400000", unitPrice: "0.008" },
      { from: "2400001", upTo: null, unitPrice: "0.005" },
    ]);
  });

  it("rounds viewers up to the step that is paid for", async () => {
    const view = await offers({ product: "insights", seats: 11 });
    expect(planOf(view, "insights")?.seatsPriced).toBe(25);
  });

  it.each([
    [3, undefined, { sso: [10, 7500n], storage: [100, 500n], sandbox: [1, 4500n] }],
    [12, 250, { sso: [12, 9000n], storage: [250, 1500n], sandbox: [1, 4500n] }],
  ] as const)("offers add-ons for %i seats and %s GB", async (seats, gb, expected) => {
    const { addOns } = await offers({ seats, ...(gb ? { addOnQuantities: { "extra-storage": gb } } : {}) });
    const sold = (key: string) => {
      const addOn = addOns.find((one) => one.key === key);
      return [addOn?.quantity, addOn?.netMinor];
    };
    expect({ sso: sold("sso-audit-log"), storage: sold("extra-storage"), sandbox: sold("sandbox") }).toEqual(expected);
  });

  it("has no price for EU data residency in yen, and none of anything in francs", async () => {
    const japan = await offers({ country: "JP" });
    expect(japan.addOns.find((addOn) => addOn.key === "eu-data-residency")?.priceMissing).toBe(true);
    const francs = await offers({ currency: "CHF" });
    expect(francs).toMatchObject({ soldHere: false, suggestion: { country: "DE", currency: "EUR" } });
    expect(francs.plans.every((plan) => plan.priceMissing)).toBe(true);
  });
});
