import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import { payments } from "@/db/schema/payments";
import { users } from "@/db/schema/people";
import { subscriptions } from "@/db/schema/subscriptions";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { runDueBillRuns } from "@/server/billing";
import type { UserId } from "@/server/kernel";
import { placeChange, placeGatedChange, previewChange } from "@/server/orders";
import { collectDueInvoices } from "@/server/payments";
import { authorityOf, type StaffRole, staffRoles } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { getSellerByKey } from "@/server/sellers";
import { choosePolicyOptions, getPolicy, standardPolicyId } from "@/server/subscriptions";
import type { PolicyChoices } from "@/server/subscriptions/core";
import { type PolicyPageView, previewPolicy, readPolicyPage } from "@/server/support";
import { buyInScenario, oneSeat } from "./buy-in-scenario";
import { refusalOf } from "./refusal-of";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { publishTwoPlans, subscribeInScenario, toTwentyNine } from "./two-plans-in-scenario";

let company: ScenarioCompany;

const claire = "usr_claire" as UserId;

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: claire, name: "Claire Moreau", ...authorityOf(role) },
});

const look = async (): Promise<PolicyPageView> => readPolicyPage(await as("controller"), "ireland");

/** Looks at the policy as somebody does who then chooses something else of it. */
const choose = async (changed: Partial<PolicyChoices>): Promise<number> => {
  const { seller, choices } = await look();
  const ctx = await as("controller");
  const asked = { sellerId: seller.id, choices: { ...choices, ...changed }, insteadOf: seller.policyId };
  return (await choosePolicyOptions(ctx, asked)).id;
};

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  setTestEnvironment(company.database.url);
  const ctx = await company.context();
  await publishTwoPlans(ctx);
  await ctx.db
    .insert(users)
    .values({ id: claire, email: "claire@example.com", name: "Claire Moreau", createdAt: ctx.now });
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const toNine = {
  ...toTwentyNine,
  when: { kind: "by_direction" as const },
  ratePlans: [{ key: "nine", quantity: null }],
};

describe("the policy that a seller sells by", () => {
  it("page D8 holds for what is sold from then on: what was sold before keeps its own", async () => {
    const before = await subscribeInScenario(await company.context(), "before", { plan: "twenty-nine" });
    const chosen = await choose({ downgrades: "now", belowZero: "credit_note" });
    const after = await subscribeInScenario(await company.context(), "after", { plan: "twenty-nine" });
    expect((await look()).sold).toEqual({ byThis: 1, byOthers: 1 });

    await company.setNow("2027-04-11T09:00:00Z");
    const ctx = await company.context();
    const waits = await previewChange(ctx, { subscriptionId: before.subscriptionId, action: toNine });
    expect([waits.lines.length, waits.planned.byPolicy?.from]).toEqual([0, { kind: "day", day: "2027-05-01" }]);
    const input = { subscriptionId: after.subscriptionId, action: toNine };
    const now = await previewChange(ctx, input);
    // 20 of 30 days: 19.33 of 29.00 back, 6.00 of 9.00.
    expect([now.document.total.minor, now.planned.byPolicy]).toEqual([-1333n, { direction: "downgrade", from: null }]);
    const { invoiceId } = await placeChange(ctx, { ...input, previewId: now.previewId });
    expect(invoiceId).not.toBeNull();
    expect((await getPolicy(ctx, chosen)).documents.belowZero).toBe("credit_note");
  });

  it("page D8 tells who chose what instead of what, and the first one chosen again is the first one", async () => {
    expect(await choose({ downgrades: "period_end", belowZero: "wait" })).toBe(standardPolicyId);
    const { history, seller } = await look();
    expect(seller.policyId).toBe(standardPolicyId);
    expect(history.map(({ policyId, chosen }) => [policyId === standardPolicyId, chosen?.by, chosen?.changes])).toEqual(
      [
        [
          true,
          "Claire Moreau",
          [
            { option: "downgrades", from: "now", to: "period_end" },
            { option: "belowZero", from: "credit_note", to: "wait" },
          ],
        ],
        [
          false,
          "Claire Moreau",
          [
            { option: "downgrades", from: "period_end", to: "now" },
            { option: "belowZero", from: "wait", to: "credit_note" },
          ],
        ],
        [true, undefined, undefined],
      ],
    );
  });

  it("page D8 who chose on an older page is refused, and nothing is changed", async () => {
    const { seller, choices } = await look();
    const stale = {
      sellerId: seller.id,
      choices: { ...choices, voiding: "nothing" as const },
      insteadOf: seller.policyId,
    };
    await choose({ voiding: "bill_again" });
    expect(await refusalOf(async () => choosePolicyOptions(await as("controller"), stale))).toBe(
      "conflict policy.changed",
    );
    expect((await look()).choices.voiding).toBe("bill_again");
  });

  it("page D8 shows what would change and what an example comes to, and changes nothing", async () => {
    const { seller, choices } = await look();
    const asked = { sellerId: seller.id, choices: { ...choices, credits: "none" as const } };
    const { changes, standing, chosen, currency } = await previewPolicy(await as("auditor"), asked);
    expect(changes).toEqual([{ option: "credits", from: "prorate", to: "none" }]);
    expect(currency).toBe("EUR");
    // 19.65 for 21 of 31 days of 29.00, with 6.10 of 9.00 back or without.
    expect([standing, chosen].map((told) => told.find(({ situation }) => situation === "upgrade")?.minor)).toEqual([
      1355n,
      1965n,
    ]);
    expect((await look()).choices).toEqual(choices);
  });

  it("page D8 is read in finance and administration, and chosen by controllers and platform admins", async () => {
    const { seller, choices } = await look();
    const asked = { sellerId: seller.id, choices, insteadOf: seller.policyId };
    const reading: string[] = [];
    const choosing: string[] = [];
    for (const role of staffRoles) {
      const ctx = await as(role);
      if ((await refusalOf(() => readPolicyPage(ctx, null))) === "none") reading.push(role);
      if ((await refusalOf(() => choosePolicyOptions(ctx, asked))) === "none") choosing.push(role);
    }
    expect(reading).toEqual([
      "billing_operations",
      "controller",
      "revenue_accountant",
      "catalog_admin",
      "platform_admin",
      "auditor",
    ]);
    expect(choosing).toEqual(["controller", "platform_admin"]);
  });

  it("page D8 an unknown seller has none", async () => {
    expect(await refusalOf(async () => readPolicyPage(await as("auditor"), "nobody"))).toBe(
      "not_found seller.not_found",
    );
    const { id } = await getSellerByKey(await company.context(), "ireland");
    const asked = { sellerId: `${id}x`, choices: (await look()).choices, insteadOf: 1 };
    expect(await refusalOf(async () => choosePolicyOptions(await as("controller"), asked))).toBe(
      "not_found seller.not_found",
    );
  });
});

describe("a policy by which orders and changes are billed later", () => {
  const sell = async (documents: Partial<PolicyChoices>) => {
    await company.setNow("2027-06-01T09:00:00Z");
    await choose({ ordersBilled: "with_order", changesBilled: "now", upgrades: "now", ...documents });
  };

  const standing = async (accountId: string) => {
    const billed = await company.db
      .select({ totalMinor: invoices.totalMinor, balanceMinor: invoiceBalances.balanceMinor })
      .from(invoices)
      .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
      .where(eq(invoices.accountId, accountId));
    const paid = await company.db.select().from(payments).where(eq(payments.accountId, accountId));
    return {
      invoices: billed.map(({ totalMinor, balanceMinor }) => `${totalMinor} ${balanceMinor}`),
      payments: paid.map(({ state, amountMinor }) => `${state} ${amountMinor}`),
    };
  };

  it("page D8 bills what is paid at a checkout with the order, once", async () => {
    await sell({ ordersBilled: "with_run" });
    const { placed } = await buyInScenario(company, oneSeat);
    const [sold] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, placed.orderId));
    const ctx = await company.context();
    expect((await getPolicy(ctx, sold?.policyId ?? 0)).documents.ordersBilled).toBe("with_run");
    await runDueBillRuns(ctx, "scenario");
    await collectDueInvoices(ctx, company.access);
    // 33.00 and 19 % of it.
    expect(await standing(sold?.accountId ?? "")).toEqual({ invoices: ["3927 0"], payments: ["succeeded 3927"] });
    await company.expectProof();
  });

  it.each([{ ordersBilled: "with_run" }, { changesBilled: "next_invoice" }] as const)(
    "page D8 %j: a change that only a payment lets happen is refused, and placed without it",
    async (documents) => {
      await sell(documents);
      const name = Object.keys(documents).join();
      const { subscriptionId, accountId } = await subscribeInScenario(await company.context(), name);
      await runDueBillRuns(await company.context(), "scenario");
      await company.setNow("2027-06-11T09:00:00Z");
      const ctx = await company.context();
      const input = { subscriptionId, action: toTwentyNine };
      const { previewId, dueNowMinor } = await previewChange(ctx, input);
      expect(dueNowMinor).toBe(0n);
      const asked = { ...input, previewId };
      expect(await refusalOf(() => placeGatedChange(ctx, company.access, asked))).toBe(
        "invalid_state subscription.gated_not_billed",
      );
      expect((await standing(accountId)).invoices).toEqual(["900 900"]);
      expect((await placeChange(ctx, asked)).invoiceId).toBeNull();
      await company.setNow("2027-07-01T09:00:00Z");
      await runDueBillRuns(await company.context(), "scenario");
      // 20 of 30 days: 6.00 of 9.00 back and 19.33 of 29.00; and 29.00 of July, on one document of one run.
      expect((await standing(accountId)).invoices.toSorted()).toEqual(["4233 4233", "900 900"]);
      await company.expectProof();
    },
  );
});
