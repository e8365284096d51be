import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { serviceEnds } from "@/db/schema/billing";
import { invoiceLines } from "@/db/schema/invoices";
import { orders } from "@/db/schema/orders";
import { subscriptions } from "@/db/schema/subscriptions";
import { billOrderLines, saveBilledLives } from "@/server/billing";
import { billAccounts } from "@/server/billing/bill-accounts";
import { nextDue, ratePlanIn } from "@/server/billing/core";
import { loadBillingBasis } from "@/server/billing/plan-accounts";
import { isDomainError } from "@/server/kernel";
import { inTransaction, type ServiceContext } from "@/server/platform";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import {
  publishTwoPlans,
  type SubscribedInScenario,
  subscribeInScenario,
  toTwentyNine,
} from "@/server/scenarios/two-plans-in-scenario";
import { getSellerByKey } from "@/server/sellers";
import { changeSubscription, placeChange, previewChange } from "./change-subscription";
import type { SubscriptionAction } from "./core";

type Subscribed = SubscribedInScenario;

// Fifty rounds by default, two hundred with RACES=all.
const times = process.env.RACES === "all" ? 4 : 1;
const twiceRounds = 20 * times;
const otherRounds = 10 * times;
const threeRounds = 20 * times;
const naiveRounds = 10;

let company: ScenarioCompany;
let connections: ReturnType<typeof connectDatabase>[];
let sellerId = "";
let count = 0;

const cancel: SubscriptionAction = { action: "cancel", when: { kind: "now" } };

const subscribeAll = async (wanted: number): Promise<Subscribed[]> => {
  const all: Subscribed[] = [];
  for (; all.length < wanted; count += 1)
    all.push(await subscribeInScenario(await company.context(), `racer-${count}`));
  return all;
};

let twice: Subscribed[];
let others: Subscribed[];
let serial: Subscribed[];
let three: Subscribed[];
let naiveTwice: Subscribed[];
let naiveThree: Subscribed[];

beforeAll(async () => {
  company = await openScenarioCompany("2027-04-01T09:00:00Z");
  connections = [0, 1, 2].map(() => connectDatabase(company.database.url, { poolSize: 2 }));
  await publishTwoPlans(await company.context());
  sellerId = (await getSellerByKey(await company.context(), "ireland"))?.id ?? "";
  [twice, others, serial, three] = [
    await subscribeAll(twiceRounds),
    await subscribeAll(otherRounds),
    await subscribeAll(orderings.length),
    await subscribeAll(threeRounds),
  ];
  [naiveTwice, naiveThree] = [await subscribeAll(naiveRounds), await subscribeAll(naiveRounds)];
}, 600_000);

afterAll(async () => {
  await Promise.all(connections.map(({ close }) => close()));
  await company.close();
});

/** The context of a connection of one's own. */
const contextOn = async (at: number): Promise<ServiceContext> => {
  const connection = connections[at];
  if (!connection) throw new Error("There are three connections.");
  return { ...(await company.context()), db: connection.db };
};

/** What came of an attempt: that it was done, by what name it was refused, or that it broke. */
const outcomeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return "done";
  } catch (error) {
    return isDomainError(error) ? error.reason : "broken";
  }
};

const linesOf = async (accountId: string): Promise<string[]> => {
  const rows = await company.db
    .select({
      kind: invoiceLines.kind,
      start: invoiceLines.serviceStartOn,
      end: invoiceLines.serviceEndOn,
      net: invoiceLines.netMinor,
    })
    .from(invoiceLines)
    .where(eq(invoiceLines.accountId, accountId))
    .orderBy(asc(invoiceLines.serviceStartOn), asc(invoiceLines.kind), asc(invoiceLines.netMinor));
  return rows.map(({ kind, start, end, net }) => `${kind} ${start} ${end} ${net}`);
};

/** A credit that comes to less than nothing waits for an invoice, but what it gives back is known at once. */
const givenBackTo = async (accountId: string): Promise<string[]> => {
  const rows = await company.db
    .select({ on: serviceEnds.endsOn, minor: serviceEnds.creditedMinor })
    .from(serviceEnds)
    .where(eq(serviceEnds.accountId, accountId))
    .orderBy(asc(serviceEnds.id));
  return rows.map(({ on, minor }) => `${minor} given back from ${on}`);
};

const standingOf = async ({ accountId, subscriptionId }: Subscribed): Promise<string> => {
  const [row] = await company.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId));
  const placed = await company.db.$count(orders, eq(orders.accountId, accountId));
  const billed = [...(await linesOf(accountId)), ...(await givenBackTo(accountId))];
  return [row?.status, `${placed} orders`, ...billed].join("; ");
};

const promise = async ({ subscriptionId }: Subscribed, action: SubscriptionAction) => {
  const { previewId } = await previewChange(await company.context(), { subscriptionId, action });
  return { subscriptionId, action, previewId };
};

/** The same decision from the same rows, with nobody kept out between looking and writing. */
const changeUnlocked = async (
  ctx: ServiceContext,
  subscriptionId: string,
  action: SubscriptionAction,
): Promise<void> => {
  const { account, taken, planned, lines } = await previewChange(ctx, { subscriptionId, action });
  const { stored, seller, policy, basis, sold, life: before } = taken;
  await inTransaction(ctx, async (inner) => {
    const due = nextDue(planned.life, basis.zone);
    const saved = { ratePlanOf: ratePlanIn(sold), orderId: null };
    await saveBilledLives(inner, [{ stored, before, ...planned, nextDue: due }], saved);
    await billOrderLines(inner, { account, seller, policy, currency: basis.currency, orderId: null, lines });
  });
};

const renew = async (ctx: ServiceContext, { accountId }: Subscribed): Promise<void> => {
  await inTransaction(ctx, async (inner) => {
    const basis = await loadBillingBasis(inner, { sellerId, cutoffAt: ctx.now, billRunId: null });
    const { failures } = await billAccounts(inner, basis, [accountId]);
    expect(failures).toEqual([]);
  });
};

describe("changes placed at once", () => {
  // 20 of 30 days are left on 11 April: 6.00 of 9.00 go back, 19.33 of 29.00 are charged.
  const begun = "charge 2027-04-01 2027-05-01 900";
  const changed = [
    ...["active", "2 orders", begun, "charge 2027-04-11 2027-05-01 1933", "credit 2027-04-11 2027-05-01 -600"],
    "600 given back from 2027-04-11",
  ].join("; ");
  const canceled = ["canceled", "2 orders", begun, "600 given back from 2027-04-11"].join("; ");

  it("are one where they are the same: the other is stale, nothing is billed or given back twice", async () => {
    await company.setNow("2027-04-11T09:00:00Z");
    const results: string[] = [];
    for (const racer of twice) {
      const promised = await promise(racer, toTwentyNine);
      const attempts = [0, 1].map(async (at) => outcomeOf(placeChange(await contextOn(at), promised)));
      results.push(`${(await Promise.all(attempts)).sort().join(", ")}: ${await standingOf(racer)}`);
    }
    expect(results).toEqual(Array.from({ length: twiceRounds }, () => `done, order.preview_stale: ${changed}`));
  }, 300_000);

  it("are the one that came first where they differ: the other promised something else", async () => {
    const results = new Set<string>();
    for (const racer of others) {
      const [upgrade, end] = [await promise(racer, toTwentyNine), await promise(racer, cancel)];
      const outcomes = await Promise.all([
        outcomeOf(placeChange(await contextOn(0), upgrade)),
        outcomeOf(placeChange(await contextOn(1), end)),
      ]);
      results.add(`${outcomes.join(", ")}: ${await standingOf(racer)}`);
    }
    const inOrder = [`done, order.preview_stale: ${changed}`, `subscription.not_active, done: ${canceled}`];
    expect([...results].filter((result) => !inOrder.includes(result))).toEqual([]);
  }, 300_000);
});

type Act = "upgrade" | "cancel" | "renew";
const orderings: readonly (readonly Act[])[] = [
  ["upgrade", "cancel", "renew"],
  ["upgrade", "renew", "cancel"],
  ["cancel", "upgrade", "renew"],
  ["cancel", "renew", "upgrade"],
  ["renew", "upgrade", "cancel"],
  ["renew", "cancel", "upgrade"],
];

const play = (act: Act, ctx: ServiceContext, racer: Subscribed): Promise<unknown> => {
  if (act === "renew") return renew(ctx, racer);
  const action = act === "upgrade" ? toTwentyNine : cancel;
  return changeSubscription(ctx, { subscriptionId: racer.subscriptionId, action });
};

const acts: readonly Act[] = ["upgrade", "cancel", "renew"];

/** What each act came to, and where that leaves the subscription once a last run has billed what another had to skip. */
const tell = async (racer: Subscribed, outcomes: Readonly<Record<string, string>>): Promise<string> => {
  await renew(await company.context(), racer);
  return `${acts.map((act) => `${act} ${outcomes[act]}`).join(", ")}: ${await standingOf(racer)}`;
};

/** The three at once, each on a connection of its own, begun in one of their orders. */
const playAtOnce = async (racer: Subscribed, one: typeof play, begun: readonly Act[]): Promise<string> => {
  const contexts = await Promise.all(begun.map((_, at) => contextOn(at)));
  const outcomes = await Promise.all(
    begun.map(async (act, at) => [act, await outcomeOf(one(act, contexts[at] ?? contextMissing(), racer))] as const),
  );
  return tell(racer, Object.fromEntries(outcomes));
};

const contextMissing = (): never => {
  throw new Error("There are three connections.");
};

const orderOf = (round: number): readonly Act[] => orderings[round % orderings.length] ?? [];

describe("an upgrade, a cancellation and the renewal", () => {
  const inOrder = new Set<string>();

  beforeAll(async () => {
    await company.setNow("2027-05-01T09:00:00Z");
    for (const [round, racer] of serial.entries()) {
      const outcomes: Record<string, string> = {};
      for (const act of orderOf(round)) outcomes[act] = await outcomeOf(play(act, await company.context(), racer));
      inOrder.add(await tell(racer, outcomes));
    }
  }, 120_000);

  it("one after the other end in a cancellation, and the upgrade is refused once that is done", () => {
    const begun = "charge 2027-04-01 2027-05-01 900; charge 2027-05-01 2027-06-01 900";
    const backOfNine = "900 given back from 2027-05-01";
    const creditOfNine = "credit 2027-05-01 2027-06-01 -900";
    const tooLate = `upgrade subscription.not_active, cancel done, renew done: canceled; 2 orders; ${begun}`;
    expect([...inOrder].sort()).toEqual([
      [
        `upgrade done, cancel done, renew done: canceled; 3 orders; ${begun}; charge 2027-05-01 2027-06-01 2900`,
        `${creditOfNine}; ${backOfNine}; 2900 given back from 2027-05-01`,
      ].join("; "),
      // Renewed before it is canceled, May is on an invoice already, and its credit waits for another.
      `${tooLate}; ${backOfNine}`,
      `${tooLate}; ${creditOfNine}; ${backOfNine}`,
    ]);
  });

  it("at once end as some order of them does", async () => {
    const told: string[] = [];
    for (const [round, racer] of three.entries()) told.push(await playAtOnce(racer, play, orderOf(round)));
    expect(told).toHaveLength(threeRounds);
    expect(told.filter((one) => !inOrder.has(one))).toEqual([]);
  }, 300_000);

  it("leave books that are proved", () => company.expectProof(), 120_000);

  it("without the lock end as no order of them does: the race is one that this test can see", async () => {
    const playUnlocked: typeof play = (act, ctx, racer) =>
      act === "renew"
        ? renew(ctx, racer)
        : changeUnlocked(ctx, racer.subscriptionId, act === "upgrade" ? toTwentyNine : cancel);
    const told: string[] = [];
    for (const [round, racer] of naiveThree.entries()) {
      told.push(await playAtOnce(racer, playUnlocked, orderOf(round)));
    }
    expect(told.filter((one) => !inOrder.has(one)).length).toBeGreaterThan(0);
  }, 300_000);
});

describe("the same change twice at once without the lock", () => {
  it("is done twice, or refused by a constraint and by no name: the race is one that this test can see", async () => {
    const results: string[] = [];
    for (const racer of naiveTwice) {
      const attempts = [0, 1].map(async (at) =>
        outcomeOf(changeUnlocked(await contextOn(at), racer.subscriptionId, toTwentyNine)),
      );
      results.push((await Promise.all(attempts)).sort().join(", "));
    }
    expect(results.filter((result) => result !== "done, order.preview_stale").length).toBeGreaterThan(0);
  }, 300_000);
});
