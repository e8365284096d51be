import { and, asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invoiceBalances, invoices } from "@/db/schema/invoices";
import { journalEntries, postings } from "@/db/schema/ledger";
import { publishRatePlans, type RatePlanDefinition } from "@/server/catalog";
import { expireCredit, grantCredit, listAccountCredit } from "@/server/credits";
import { plainDate } from "@/server/kernel";
import { advanceClock, listNextDue } from "@/server/operations";
import { recordPrepayment } from "@/server/payments";
import { getSellerByKey } from "@/server/sellers";
import { recordUsage } from "@/server/usage";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";
import { type SubscribedInScenario, subscribeInScenario } from "./two-plans-in-scenario";

let company: ScenarioCompany;
let sellerId: string;
let user: SubscribedInScenario;
let sleeper: SubscribedInScenario;

/** Flow at a cent a run, and nothing else. */
const flowByTheRun: RatePlanDefinition = {
  ...{
    productKey: "flow",
    key: "flow-by-the-run",
    version: 1,
    name: "Flow by the run",
    isOnSale: true,
    isAddOn: false,
  },
  ...{ quantityMin: 1, quantityMax: 1, features: {} },
  charges: [
    {
      ...{ key: "runs", name: "Flow runs", kind: "usage", model: "per_unit", prices: { EUR: { month: "0.01" } } },
      meter: { key: "flow_runs", aggregation: "sum" },
    },
  ],
};

/** 70.00 that stay, paid ahead by transfer, and 30.00 given until the 30th. */
const fillWallet = async (accountId: string): Promise<void> => {
  const ctx = await company.context();
  const wallet = { accountId, sellerId, currency: "EUR", requestKey: "stays" };
  const transfer = { method: "transfer", reference: "Statement 3" } as const;
  await recordPrepayment(ctx, { ...wallet, ...transfer, amountMinor: 7000n, reason: "Paid ahead" });
  await grantCredit(ctx, {
    ...{ ...wallet, amountMinor: 3000n, reason: "Welcome", requestKey: "goes" },
    expiresOn: plainDate("2026-11-30"),
  });
};

const advanceTo = async (instant: string) =>
  advanceClock(
    await company.context(),
    { to: new Date(instant), sweeps: true },
    { drain: async () => undefined, owner: "scenario", access: company.access },
  );

const entriesOf = async (accountId: string) => {
  const { movements } = await listAccountCredit(await company.context(), accountId);
  return movements.map(({ kind, amountMinor, balanceMinor, movedOn }) => [movedOn, kind, amountMinor, balanceMinor]);
};

const filled = [
  ["2026-10-29", "granted", 3000n, 10_000n],
  ["2026-10-29", "prepaid", 7000n, 7000n],
];

const breakageOf = async (accountId: string) =>
  company.db
    .select({ postedOn: postings.postedOn, ledgerAccount: postings.ledgerAccount, minor: postings.amountMinor })
    .from(postings)
    .innerJoin(journalEntries, eq(journalEntries.id, postings.entryId))
    .where(and(eq(postings.accountId, accountId), eq(postings.detail, "promotional")))
    .orderBy(asc(postings.postedOn));

beforeAll(async () => {
  company = await openScenarioCompany("2026-10-29T09:00:00Z");
  const ctx = await company.context();
  sellerId = (await getSellerByKey(ctx, "ireland")).id;
  await publishRatePlans(ctx, [flowByTheRun]);
  user = await subscribeInScenario(ctx, "user", { plan: flowByTheRun.key });
  sleeper = await subscribeInScenario(ctx, "sleeper", { plan: flowByTheRun.key });
  for (const { accountId } of [user, sleeper]) await fillWallet(accountId);
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

describe("feature F6 a wallet of 100.00 of which 30.00 expire on the 30th", () => {
  it("feature F6.2 feature F6.5 pays 50.00 of usage with the 30.00 first, then 20.00: two entries, and 50.00 are left", async () => {
    await company.setNow("2026-11-10T09:00:00Z");
    const event = { id: "runs", subscription: user.subscriptionId, meter: "flow_runs", value: "5000" };
    const events = [{ ...event, timestamp: "2026-11-10T09:00:00Z" }];
    expect(await recordUsage(await company.context(), { events })).toMatchObject({ accepted: 1, refused: [] });
    await advanceTo("2026-11-29T12:00:00Z");
    const [billed] = await company.db
      .select({ total: invoices.totalMinor, applied: invoices.creditAppliedMinor, left: invoiceBalances.balanceMinor })
      .from(invoices)
      .innerJoin(invoiceBalances, eq(invoiceBalances.invoiceId, invoices.id))
      .where(eq(invoices.accountId, user.accountId));
    expect(billed).toEqual({ total: 5000n, applied: 5000n, left: 0n });
    expect(await entriesOf(user.accountId)).toEqual([
      ["2026-11-29", "applied", -2000n, 5000n],
      ["2026-11-29", "applied", -3000n, 7000n],
      ...filled,
    ]);
    const { balances, grants } = await listAccountCredit(await company.context(), user.accountId);
    expect(balances.map(({ balanceMinor }) => balanceMinor)).toEqual([5000n]);
    expect(grants.map(({ kind, amountMinor, remainingMinor }) => [kind, amountMinor, remainingMinor])).toEqual([
      ["paid", 7000n, 5000n],
    ]);
  });

  it("feature F6.6 lets what nobody used expire as the 30th begins where the account is: 30.00 of breakage, once", async () => {
    const due = await listNextDue(await company.context());
    expect(due.find(({ kind }) => kind === "credit_expiry")?.at).toEqual(new Date("2026-11-30T00:00:00Z"));
    await company.setNow("2026-11-29T23:59:59Z");
    expect(await expireCredit(await company.context())).toBe(0);
    await advanceTo("2026-11-30T09:00:00Z");
    expect(await entriesOf(sleeper.accountId)).toEqual([["2026-11-30", "expired", -3000n, 7000n], ...filled]);
    expect(await breakageOf(sleeper.accountId)).toEqual([
      { postedOn: "2026-11-30", ledgerAccount: "breakage", minor: -3000n },
    ]);
    expect(await breakageOf(user.accountId)).toEqual([]);
    expect(await expireCredit(await company.context())).toBe(0);
    expect((await listNextDue(await company.context())).some(({ kind }) => kind === "credit_expiry")).toBe(false);
  });
});
