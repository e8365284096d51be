import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payments } from "@/db/schema/payments";
import { subscriptions } from "@/db/schema/subscriptions";
import { runDunning } from "@/server/dunning";
import type { AccountId } from "@/server/kernel";
import { advanceClock } from "@/server/operations";
import { listPaymentMethods, payInvoice, refreshCardSetup } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { getSellerByKey } from "@/server/sellers";
import { choosePolicy, standardConventions } from "@/server/subscriptions";
import type { CollectionPolicy } from "@/server/subscriptions/core";
import { buyInScenario, jana, oneSeat } from "./buy-in-scenario";
import { giveCard } from "./give-card";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

// Takes the first payment and declines every one that nobody asks for.
const decliningLater = "4000000000000341";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const advanceTo = async (instant: string) =>
  advanceClock(
    await company.context(),
    { to: new Date(instant), sweeps: true },
    { drain: async () => undefined, owner: "scenario", access: company.access },
  );

/** Whoever buys while a seller collects by this policy, with a card that fails at the first renewal. */
const buyUnder = async (email: string, collection: CollectionPolicy) => {
  const ctx = await company.context();
  const { id: sellerId } = await getSellerByKey(ctx, "ireland");
  await choosePolicy(ctx, { sellerId, conventions: { ...standardConventions, collection } });
  const { placed } = await buyInScenario(company, oneSeat, decliningLater, { ...jana, email });
  return placed.orderId;
};

const subscriptionOf = async (orderId: string) => {
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.orderId, orderId));
  return row;
};

const attemptsOf = async (accountId: string) => {
  const rows = await company.db
    .select({
      state: payments.state,
      at: payments.createdAt,
      invoiceId: payments.purposeId,
      isCollection: payments.isCollection,
    })
    .from(payments)
    .where(eq(payments.accountId, accountId))
    .orderBy(asc(payments.id));
  return rows.filter(({ isCollection }) => isCollection);
};

describe("a renewal whose card is declined", () => {
  it("is tried again three and then five days later, and ends the subscription after the last attempt", async () => {
    const orderId = await buyUnder("ended@tulpe.example", {
      mode: "automatic",
      retryDelays: [3, 5],
      finalAction: "cancel",
    });
    await advanceTo("2027-05-08T09:00:00Z");
    const before = await subscriptionOf(orderId);
    expect(before).toMatchObject({ status: "active", isPastDue: true });
    await advanceTo("2027-05-20T09:00:00Z");
    const attempts = await attemptsOf(before?.accountId ?? "");
    // Renewed when 1 May begins in Berlin; each later attempt at the same wall time.
    expect(attempts.map(({ state, at }) => `${state} ${at.toISOString()}`)).toEqual([
      "failed 2027-04-30T22:00:00.000Z",
      "failed 2027-05-03T22:00:00.000Z",
      "failed 2027-05-08T22:00:00.000Z",
    ]);
    expect(await subscriptionOf(orderId)).toMatchObject({ status: "canceled", billAt: null });
    await company.expectProof();
  });

  it("suspends the subscription, which goes on once the invoice is paid", async () => {
    const orderId = await buyUnder("suspended@tulpe.example", {
      mode: "automatic",
      retryDelays: [2],
      finalAction: "suspend",
    });
    await advanceTo("2027-06-25T09:00:00Z");
    const suspended = await subscriptionOf(orderId);
    expect(suspended).toMatchObject({ status: "suspended", isPastDue: true });
    const attempts = await attemptsOf(suspended?.accountId ?? "");
    expect(attempts.map(({ state }) => state)).toEqual(["failed", "failed"]);
    const [first] = attempts;
    const ctx = await company.context();
    const accountId = (suspended?.accountId ?? "") as AccountId;
    const owner: ServiceContext = {
      ...ctx,
      actor: { kind: "subscriber", userId: "usr_owner", accountId, role: "owner" },
    };
    await giveCard(company, owner, { accountId, number: "4242424242424242" });
    await refreshCardSetup(owner, company.access, accountId);
    const good = (await listPaymentMethods(owner, accountId)).find(({ last4 }) => last4 === "4242");
    await payInvoice(owner, company.access, {
      invoiceId: first?.invoiceId ?? "",
      amountMinor: 3927n,
      currency: "EUR",
      methodId: good?.id ?? null,
      returnUrl: "http://127.0.0.1:3000/account",
    });
    await runDunning(ctx);
    expect(await subscriptionOf(orderId)).toMatchObject({ status: "active", isPastDue: false });
    await company.expectProof();
  });
});
