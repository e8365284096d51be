import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoiceLines, invoices } from "@/db/schema/invoices";
import { publishRatePlans } from "@/server/catalog";
import { everyOne } from "@/server/catalog/core";
import type { UserId } from "@/server/kernel";
import { authorityOf, type StaffRole, staffRoles } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { listCatalog, type ReadCatalogPlan, readCatalogPlan } from ".";
import { models, plansToLookAt } from "./catalog-test-harness";
import type { CatalogFilters } from "./core";

let company: ScenarioCompany;
let owner: postgres.Sql;

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf(role) },
});

const none: CatalogFilters = { query: "", kind: null, state: null, product: null };

const list = async (filters: Partial<CatalogFilters> = {}, currency: string | null = null) =>
  listCatalog(await as("sales_rep"), { filters: { ...none, ...filters }, currency });

const plain: Omit<ReadCatalogPlan, "key"> = {
  version: null,
  against: null,
  currency: null,
  interval: null,
  quantity: null,
  used: {},
};

const read = async (key: string, input: Partial<ReadCatalogPlan> = {}) =>
  readCatalogPlan(await as("auditor"), { ...plain, key, ...input });

/** What the quantity comes to in each currency, by interval: "month EUR 26400". */
const amountsOf = (view: Awaited<ReturnType<typeof read>>, charge = 0): string[] =>
  (view.charges[charge]?.terms ?? []).flatMap(({ interval, prices }) =>
    prices.map(({ currency, example }) => `${interval?.unit ?? "once"} ${currency} ${example?.amountMinor ?? "none"}`),
  );

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  await publishRatePlans(await company.context(), plansToLookAt);
});

afterAll(async () => {
  await company.expectProof();
  await owner.end();
  await company.close();
});

describe("the list of the catalog", () => {
  it("page D1 names each plan once, by the version on sale, under its product", async () => {
    const { products, count } = await list({ product: "desk" });
    expect(products.map(({ name, plans }) => [name, plans.map(({ plan }) => `${plan.name} v${plan.version}`)])).toEqual(
      [["Desk", ["Free v1", "Starter v1", "Team v2", "Business v1"]]],
    );
    expect(count).toBe(4);
    expect(products[0]?.plans[2]).toMatchObject({ state: "on_sale", versionCount: 2, kind: "plan" });
  });

  it("page D1 finds by plan, product, charge and key, and counts what else could be chosen", async () => {
    const keysOf = async (filters: Partial<CatalogFilters>) =>
      (await list(filters)).products.flatMap(({ plans }) => plans.map(({ plan }) => plan.key));
    expect(await keysOf({ query: "desk TEAM" })).toEqual(["desk-team"]);
    expect(await keysOf({ query: "envelopes" })).toEqual(["sign-essentials", "sign-pro"]);
    expect(await keysOf({ query: "flow-gr" })).toEqual(["flow-growth"]);
    expect(await keysOf({ query: "flow", kind: "add_on" })).toEqual([]);
    const { facets } = await list({ kind: "plan", query: "starter" });
    expect(facets.product).toEqual([
      { key: "desk", count: 1 },
      { key: "flow", count: 1 },
    ]);
    expect((await list({ product: "desk" })).facets.kind).toEqual([
      { key: "add_on", count: 0 },
      { key: "plan", count: 4 },
    ]);
  });

  it("page D1 shows prices in one currency, and none where a plan has none in it", async () => {
    const priceOf = async (key: string, currency: string) => {
      const { products } = await list({ query: key }, currency);
      return products[0]?.plans[0]?.prices[0]?.price?.parts.map(({ unitPrice, fee }) => unitPrice ?? fee) ?? null;
    };
    expect(await priceOf("desk-team", "GBP")).toEqual(["28"]);
    expect(await priceOf("insights", "USD")).toEqual(["99", "199", "499"]);
    expect(await priceOf("eu-data-residency", "JPY")).toBeNull();
    const { currencies } = await list({ query: "eu-data-residency" });
    expect(currencies.map(({ key }) => key)).toEqual(["EUR", "GBP", "USD"]);
  });
});

describe("a plan of the catalog", () => {
  it("page D1 works a quantity out at every price it has", async () => {
    // 8 × 33, 28, 5,200 and 35; a year costs ten months.
    expect(amountsOf(await read("desk-team", { quantity: 8n }))).toEqual([
      "month EUR 26400",
      "month GBP 22400",
      "month JPY 41600",
      "month USD 28000",
      "year EUR 264000",
      "year GBP 224000",
      "year JPY 416000",
      "year USD 280000",
    ]);
  });

  it("page D1 works nothing out for a quantity that the plan is not sold in, or that is no number", async () => {
    const eight = await read("desk-starter", { quantity: 8n });
    expect([eight.isQuantitySold, eight.totalMinor, eight.offer]).toEqual([false, null, null]);
    expect(amountsOf(eight)[0]).toBe("month EUR none");
    expect((await read("desk-starter", { quantity: 5n })).totalMinor).toBe(7000n);
    const unreadable = await read("flow-starter", { used: { runs: "unreadable" } });
    expect([unreadable.charges[1]?.quantity, unreadable.totalMinor]).toEqual([null, null]);
    expect(amountsOf(unreadable)[0]).toBe("month EUR 2700");
  });

  it("page D1 adds the fee and the use of a month, step by step", async () => {
    const view = await read("flow-starter", { currency: "USD", used: { runs: 47_350n } });
    // 29.00 + 18,000 × 0.012 + 27,350 × 0.008.
    expect(view.totalMinor).toBe(46_380n);
    expect(view.charges[1]?.chosen?.example).toMatchObject({
      amountMinor: 43_480n,
      isRounded: false,
      steps: [
        { units: "2000", amount: "0", part: { from: "1", upTo: "2000" } },
        { units: "18000", times: "18000", amount: "216", part: { unitPrice: "0.012" } },
        { units: "27350", amount: "218.8", part: { from: "20001", upTo: "200000" } },
      ],
    });
    // Twice the first range, so that the second has a part in it: 2,000 × 0.012.
    expect((await read("flow-starter", { currency: "USD" })).charges[1]?.chosen?.example?.amountMinor).toBe(2400n);
  });

  it("page D1 works out every model that a price can be written in, rounded as a line is", async () => {
    const used = Object.fromEntries(models.map((_, at) => [`usage-${at}`, 25n]));
    const { charges } = await read("every-model", { used });
    const found = charges.map(({ chosen }) => chosen?.example);
    expect(found.map((example) => example?.model)).toEqual(models.map(([{ model }]) => model));
    expect(found.map((example) => example?.amountMinor)).toEqual(models.map(([, amountMinor]) => amountMinor));
    expect(found.map((example) => example?.steps.map(({ amount }) => amount))).toEqual(
      models.map(([, , steps]) => steps),
    );
    expect(found.map((example) => example?.isRounded)).toEqual(models.map(([{ model }]) => model === "per_unit"));
  });

  it("page D1 takes included units off before anything is charged", async () => {
    const [charge] = (await read("with-included", { used: { minutes: 130n } })).charges;
    // 30 of 130 at 0.05.
    expect([charge?.included, charge?.rollover]).toEqual(["100", { periods: 2, units: "250" }]);
    expect(charge?.chosen?.example).toMatchObject({ included: "100", billable: "30", amountMinor: 150n });
    expect((await read("desk-team")).charges[0]?.included).toBeNull();
  });

  it("page D1 works out what a charge has beside its price, and says what another version changes of it", async () => {
    const view = await read("with-options", { quantity: 1n, used: { calls: 200n } });
    const [seats, calls] = view.charges;
    // 3 × 9.00 is above 25.00; 20.00 of usage is made up to 45.00.
    expect(seats?.chosen?.example).toMatchObject({ priced: "9", amount: "25", amountMinor: 2500n, trueUpMinor: 0n });
    expect(calls?.chosen?.example).toMatchObject({ amountMinor: 2000n, trueUpMinor: 2500n });
    expect([view.totalMinor, seats?.proration]).toEqual([7000n, "none"]);
    expect(seats?.chosen?.price.options).toEqual([
      { name: "priced_per", interval: everyOne("month") },
      { name: "maximum", figure: "25" },
    ]);
    expect(view.compared?.differences).toMatchObject([
      { of: "charge", charge: "Seats", field: "proration", before: null, after: "none" },
      {
        of: "options",
        charge: "Calls",
        before: { options: { commitment: "40" } },
        after: { options: { commitment: "45" } },
      },
    ]);
  });

  it("page D1 works out to the cent what an order of so many is billed", async () => {
    const eightSeats = { ...oneSeat, ratePlans: [{ key: "desk-team", quantity: 8 }] };
    const { placed } = await buyInScenario(company, eightSeats);
    const billed = await company.db
      .select({ description: invoiceLines.description, netMinor: invoiceLines.netMinor })
      .from(invoiceLines)
      .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
      .where(eq(invoices.orderId, placed.orderId));
    expect(billed).toEqual([{ description: "Desk Team", netMinor: 26_400n }]);
    const { charges } = await read("desk-team", { currency: "EUR", quantity: 8n });
    expect(charges.map(({ name, chosen }) => [name, chosen?.example?.amountMinor])).toEqual([["Desk Team", 26_400n]]);
  });

  it("page D1 lists the versions with who has them, and what the newer one changes", async () => {
    const view = await read("desk-team");
    expect(view.versions.map(({ version, state, subscriptionCount }) => [version, state, subscriptionCount])).toEqual([
      [2, "on_sale", 1],
      [1, "off_sale", 0],
    ]);
    expect(view.versions[0]?.publishedAt).toEqual(new Date("2026-11-16T09:00:00Z"));
    expect(view.compared?.against).toBe(1);
    expect(
      view.compared?.differences.flatMap((one) =>
        one.of === "price" && one.interval?.unit === "month"
          ? [`${one.currency} ${one.before?.price ?? "none"} ${one.after?.price}`]
          : [],
      ),
    ).toEqual(["EUR 27 33", "GBP 24 28", "JPY none 5200", "USD 29 35"]);
    expect(view.compared?.differences).toHaveLength(8);
    const first = await read("desk-team", { version: 1, against: 2, quantity: 2n });
    expect([first.plan.version, first.compared?.against, first.offer]).toEqual([1, 2, null]);
    expect(amountsOf(first)).toEqual([
      "month EUR 5400",
      "month GBP 4800",
      "month USD 5800",
      "year EUR 54000",
      "year GBP 48000",
      "year USD 58000",
    ]);
    await owner`update rate_plans set status = 'retired' where key = 'desk-team' and version = 1`;
    expect((await read("desk-team")).versions[1]?.state).toBe("retired");
  });

  it("page D1.3 says of a plan what the price list says of it, and nothing of what is not on it", async () => {
    const { offer } = await read("desk-team", { currency: "EUR", quantity: 8n });
    // As a business in Ireland: 8 × 33.00, and 23 % on it.
    expect(offer?.view).toMatchObject({ country: { code: "IE" }, buyer: "business", currency: "EUR", seats: 8 });
    expect(offer?.plan).toMatchObject({ ratePlanKey: "desk-team", netMinor: 26_400n, grossMinor: 32_472n });
    expect((await read("sandbox")).offer).toBeNull();
  });

  it("page D1 knows no other plan and no other version", async () => {
    await expect(read("desk-none")).rejects.toMatchObject({ code: "not_found" });
    await expect(read("desk-team", { version: 3 })).rejects.toMatchObject({ code: "not_found" });
    // What is not sold in a currency or for an interval is shown in the first that it is.
    const view = await read("eu-data-residency", { currency: "JPY", interval: everyOne("year") });
    expect([view.currency, view.interval]).toEqual(["EUR", everyOne("year")]);
  });
});

describe("who reads the catalog", () => {
  it.each(staffRoles)("page D1 %s may", async (role) => {
    const ctx = await as(role);
    expect((await listCatalog(ctx, { filters: none, currency: null })).count).toBeGreaterThan(10);
    expect((await readCatalogPlan(ctx, { ...plain, key: "desk-team" })).plan.name).toBe("Team");
  });

  it("page D1 nobody else may", async () => {
    const ctx: ServiceContext = {
      ...(await company.context()),
      actor: { kind: "staff", userId: "usr_other" as UserId, name: "Other", role: "none", permissions: [] },
    };
    await expect(listCatalog(ctx, { filters: none, currency: null })).rejects.toMatchObject({ code: "forbidden" });
    await expect(readCatalogPlan(ctx, { ...plain, key: "desk-team" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
