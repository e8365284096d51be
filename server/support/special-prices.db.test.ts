import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PriceCondition, publishRatePlans } from "@/server/catalog";
import type { UserId } from "@/server/kernel";
import { authorityOf } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { planInScenario } from "@/server/scenarios/two-plans-in-scenario";
import { readCatalogPlan } from ".";

let company: ScenarioCompany;

const special = (onlyFor: PriceCondition, price: string) => ({ onlyFor, prices: { EUR: { month: price } } });

const byChannel = (version: number, online: string) => ({
  ...planInScenario("by-channel", "By channel", [
    {
      ...{ key: "fee", name: "Fee", kind: "recurring", model: "per_unit", prices: { EUR: { month: "20" } } },
      specialPrices: [
        special({ region: "FI" }, "19"),
        special({ channel: "online" }, online),
        special({ channel: "sales", segment: "nonprofit" }, "12"),
        special({ segment: "nonprofit" }, "15"),
      ],
    },
  ]),
  ...{ version, isOnSale: version === 2 },
});

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  await publishRatePlans(await company.context(), [byChannel(1, "18"), byChannel(2, "17")]);
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const read = async (key: string) => {
  const actor = { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf("auditor") } as const;
  const ctx: ServiceContext = { ...(await company.context()), actor };
  const shown = { version: null, against: null, currency: "EUR", interval: null, quantity: 1n, used: {} };
  return readCatalogPlan(ctx, { key, ...shown });
};

describe("feature F1.15 page D1 prices for some", () => {
  it("are listed with their channel, the one that goes before the others first", async () => {
    const { charges, offer } = await read("by-channel");
    expect(
      charges[0]?.special.map(({ onlyFor, price }) => [onlyFor.channel, onlyFor.segment, price.parts[0]?.unitPrice]),
    ).toEqual([
      ["sales", "nonprofit", "12"],
      [null, "nonprofit", "15"],
      ["online", null, "17"],
      [null, null, "19"],
    ]);
    expect(charges[0]?.chosen?.example?.amountMinor).toBe(2000n);
    // The price list is the store's, and so is what is bought there.
    expect(offer?.plan.netMinor).toBe(1700n);
    const { preview, placed } = await buyInScenario(company, {
      ...oneSeat,
      ratePlans: [{ key: "by-channel", quantity: 1 }],
    });
    expect([placed.status, preview.document.net.minor]).toEqual(["awaiting_payment", 1700n]);
  });

  it("are compared between two versions by their channel", async () => {
    const { compared } = await read("by-channel");
    expect(compared?.differences).toMatchObject([
      {
        of: "price",
        onlyFor: { channel: "online", segment: null, region: null },
        before: { price: "18" },
        after: { price: "17" },
      },
    ]);
  });

  it("are those of the catalog: Sign Pro costs less through sales", async () => {
    const { charges, offer } = await read("sign-pro");
    const inEuro = charges[0]?.special.filter(({ currency }) => currency === "EUR");
    expect(
      inEuro?.map(({ onlyFor, interval, price }) => [onlyFor.channel, interval?.unit, price.parts[0]?.unitPrice]),
    ).toEqual([
      ["sales", "month", "32"],
      ["sales", "year", "320"],
    ]);
    expect(offer?.plan.netMinor).toBe(3600n);
  });
});
