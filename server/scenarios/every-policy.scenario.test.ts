import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import { subscriptions } from "@/db/schema/subscriptions";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { runDueBillRuns } from "@/server/billing";
import { placeChange, previewChange } from "@/server/orders";
import type { SubscriptionAction } from "@/server/orders/core";
import { collectDueInvoices } from "@/server/payments";
import { getSellerByKey } from "@/server/sellers";
import { choosePolicy, standardConventions } from "@/server/subscriptions";
import {
  choicesOf,
  type PolicyOption,
  policyOptionNames,
  policyOptions,
  withChoices,
} from "@/server/subscriptions/core";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { refusalOf } from "./refusal-of";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2027-03-01T09:00:00Z");
  setTestEnvironment(company.database.url);
});

afterAll(() => company.close());

const standard = choicesOf(standardConventions);
const others = policyOptionNames.flatMap((option) =>
  policyOptions[option].filter((value) => value !== standard[option]).map((value) => [option, value] as const),
);

const sellBy = async (option: PolicyOption, value: string): Promise<void> => {
  const ctx = await company.context();
  const { id: sellerId } = await getSellerByKey(ctx, "ireland");
  await choosePolicy(ctx, {
    sellerId,
    conventions: withChoices(standardConventions, { ...standard, [option]: value }),
  });
};

/** The run and the collection of a day. */
const on = async (day: string): Promise<void> => {
  await company.setNow(`${day}T09:00:00Z`);
  const ctx = await company.context();
  await runDueBillRuns(ctx, "scenario");
  await collectDueInvoices(ctx, company.access);
};

const change = async (subscriptionId: string, action: SubscriptionAction): Promise<void> => {
  const ctx = await company.context();
  const { previewId } = await previewChange(ctx, { subscriptionId, action });
  await placeChange(ctx, { subscriptionId, action, previewId });
};

const toPlan = (key: string, interval: "month" | "year"): SubscriptionAction => ({
  action: "change_plan",
  when: { kind: "by_direction" },
  interval,
  ratePlans: [{ key, quantity: 2 }],
});

/** Sold in the store on 1 March, one subscription by each option that is not the first. */
const sellByEach = async (): Promise<Map<string, string>> => {
  const sold = new Map<string, string>();
  for (const [option, value] of others) {
    await sellBy(option, value);
    const email = `${option}-${value}@tulpe.example`.toLowerCase();
    const { placed } = await buyInScenario(company, oneSeat, undefined, { ...jana, email });
    const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, placed.orderId));
    sold.set(`${option} ${value}`, row?.id ?? "");
  }
  return sold;
};

const steps: readonly (readonly [day: string, action: SubscriptionAction])[] = [
  ["2027-03-11", toPlan("desk-business", "month")],
  ["2027-04-05", toPlan("desk-team", "month")],
  ["2027-05-07", { action: "pause", when: { kind: "now" } }],
  ["2027-05-20", { action: "resume", when: { kind: "now" } }],
  ["2027-06-03", toPlan("desk-team", "year")],
  ["2027-07-15", { action: "cancel", when: { kind: "now" } }],
];

it("page D8 sold in the store by each policy, changed, paused, ended and paid, the books agree", async () => {
  const sold = await sellByEach();
  const refused: string[] = [];
  for (const [day, action] of steps) {
    await on(day);
    for (const [policy, id] of sold) {
      const refusal = await refusalOf(() => change(id, action));
      if (refusal !== "none") refused.push(`${day} ${policy}: ${refusal}`);
    }
    await company.expectProof();
  }
  expect(refused).toEqual([]);
  await on("2027-08-20");
  await company.expectProof();
  const rows = await company.db
    .select({ id: subscriptions.id, status: subscriptions.status, balance: invoiceBalances.balanceMinor })
    .from(subscriptions)
    .innerJoin(invoices, eq(invoices.accountId, subscriptions.accountId))
    .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id));
  for (const [policy, id] of sold) {
    const own = rows.filter((row) => row.id === id);
    expect([policy, own.length > 3, own.every(({ balance }) => balance === 0n), own[0]?.status]).toEqual([
      policy,
      true,
      true,
      "canceled",
    ]);
  }
}, 120_000);
