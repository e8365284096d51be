import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { orders } from "@/db/schema/orders";
import { coupons, couponUses } from "@/db/schema/promotions";
import { subscriptions } from "@/db/schema/subscriptions";
import { publishRatePlans } from "@/server/catalog";
import { rational } from "@/server/kernel";
import { inTransaction, makeId, type ServiceContext } from "@/server/platform";
import { createCoupon } from "@/server/promotions";
import { jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { monthlyPlan } from "@/server/scenarios/two-plans-in-scenario";
import { listSellers } from "@/server/sellers";
import { applyCode, openDraft, placeOrder, readCheckout, startDraft } from ".";

let company: ScenarioCompany;
let sellerId: string;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  sellerId = (await listSellers(await company.context())).find(({ key }) => key === "ireland")?.id ?? "";
});

afterAll(() => company.close());

const sessions = 8;

const makeCode = async (key: string, usesMax: number): Promise<string> => {
  const ctx = await company.context();
  await createCoupon(ctx, { sellerId, key, kind: "percent", value: rational(10n), isCode: true, usesMax });
  const [row] = await company.db.select().from(coupons).where(eq(coupons.key, key));
  return row?.id ?? "";
};

const openCheckout = async (code: string, content = oneSeat) => {
  const ctx = await company.context();
  const { draftId, token } = await startDraft(ctx, content);
  await applyCode(ctx, await openDraft(ctx, draftId, token), { code, isKnownCustomer: false });
  const { previewId } = await readCheckout(ctx, await openDraft(ctx, draftId, token));
  const methodToken = await company.card("4242424242424242");
  return async () => placeOrder(await company.context(), { draftId, previewId, methodToken, buyer: jana });
};

const usesOf = async (ctx: Pick<ServiceContext, "db">, couponId: string): Promise<number> => {
  const [row] = await ctx.db.select({ uses: count() }).from(couponUses).where(eq(couponUses.couponId, couponId));
  return row?.uses ?? 0;
};

const rowsOf = async (table: typeof accounts | typeof orders) =>
  (await company.db.select({ rows: count() }).from(table))[0]?.rows ?? 0;

describe("eight sessions that want the same code at once", () => {
  it.each([
    ["ONE", 1],
    ["THREE", 3],
  ])("place no more orders with %s than it has uses, and leave nothing of the others", async (key, usesMax) => {
    const id = await makeCode(key, usesMax);
    const checkouts = await Promise.all(Array.from({ length: sessions }, () => openCheckout(key)));
    const before = [await rowsOf(accounts), await rowsOf(orders)] as const;
    const outcomes = await Promise.allSettled(checkouts.map((place) => place()));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.reason] : []));
    expect(refusals).toEqual(Array.from({ length: sessions - usesMax }, () => "coupon.used_up"));
    expect(await usesOf(company, id)).toBe(usesMax);
    expect([await rowsOf(accounts), await rowsOf(orders)]).toEqual([before[0] + usesMax, before[1] + usesMax]);
  });

  it("begin no more longer trials than there are", async () => {
    const ctx = await company.context();
    const plan = monthlyPlan("tried", "Tried", "20");
    await publishRatePlans(ctx, [{ ...plan, trialDays: 14 }]);
    await createCoupon(ctx, { sellerId, key: "LONGER", kind: "trial", days: 16, isCode: true, usesMax: 2 });
    const tried = { ...oneSeat, ratePlans: [{ key: "tried", quantity: 1 }] };
    const checkouts = await Promise.all(Array.from({ length: sessions }, () => openCheckout("LONGER", tried)));
    const outcomes = await Promise.allSettled(checkouts.map((place) => place()));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const begun = await company.db.select().from(subscriptions).where(eq(subscriptions.addedTrialDays, 16));
    expect(begun.map(({ paidFromOn }) => paidFromOn)).toEqual(["2026-12-16", "2026-12-16"]);
  });

  it("would use it eight times if each counted without standing in line", async () => {
    const id = await makeCode("NAIVE", 1);
    let counted = 0;
    let allCounted: () => void = () => undefined;
    const everyone = new Promise<void>((resolve) => {
      allCounted = resolve;
    });
    const holdNaively = async (): Promise<void> =>
      inTransaction(await company.context(), async (ctx) => {
        const uses = await usesOf(ctx, id);
        counted += 1;
        if (counted === sessions) allCounted();
        await everyone;
        if (uses >= 1) return;
        await ctx.db
          .insert(couponUses)
          .values({ id: makeId("cpu"), couponId: id, orderId: makeId("ord"), heldAt: ctx.now });
      });
    await Promise.all(Array.from({ length: sessions }, holdNaively));
    expect(await usesOf(company, id)).toBe(sessions);
  });
});
