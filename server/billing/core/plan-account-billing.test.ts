import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RatePlan } from "@/server/catalog/core";
import {
  addDays,
  addMonthsFromAnchor,
  dayInZone,
  instantOf,
  ONE,
  type PlainDate,
  parseRational,
  plainDate,
  startOfDay,
  ZERO,
} from "@/server/kernel";
import {
  chargedThroughOf,
  type SubscriptionLife,
  standardCollectionPolicy,
  standardDocumentPolicy,
  standardSubscriptionPolicy,
  startLife,
} from "@/server/subscriptions/core";
import { advanceLife } from "./life";
import { soldChargesOf } from "./name-lines";
import { type AccountBillingInput, type LifeToBill, planAccountBilling } from "./plan-account-billing";

const charge = {
  id: "chg_seat",
  key: "seats",
  name: "Desk Team",
  kind: "recurring",
  timing: "in_advance",
  followsQuantity: true,
  meter: null,
  included: "0",
  prices: [],
} as const;

const ratePlan: RatePlan = {
  id: "rpl_team",
  key: "desk-team",
  version: 2,
  name: "Team",
  productKey: "desk",
  productName: "Desk",
  productFamily: "desk",
  taxCode: "saas_business",
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 500,
  sellsParts: false,
  trialDays: 0,
  terms: null,
  charges: [charge],
  features: {},
};

const life = (anchor: PlainDate, unitPrice = "33"): SubscriptionLife =>
  startLife(
    {
      id: "sub_1",
      plan: {
        key: "rpl_team",
        interval: { unit: "month", count: 1 },
        trialDays: 0,
        terms: null,
        charges: [
          {
            key: charge.id,
            kind: "recurring",
            timing: "in_advance",
            price: { model: "per_unit", unitPrice: parseRational(unitPrice) },
            quantity: null,
            meter: null,
            included: ZERO,
          },
        ],
      },
      quantity: ONE,
      startsAt: { kind: "day", day: anchor },
      billingDay: null,
      coupons: [],
      overrides: {},
      skipsTrial: false,
    },
    standardSubscriptionPolicy,
    "UTC",
  );

const conventions = {
  service: standardSubscriptionPolicy,
  documents: standardDocumentPolicy,
  collection: standardCollectionPolicy,
};
type ToBill = Omit<LifeToBill, "through">;

const subscription = (of: SubscriptionLife, change: Partial<ToBill> = {}): ToBill => ({
  id: "sub_1",
  currency: "EUR",
  policyId: 1,
  conventions,
  life: of,
  chargeRowIds: new Map([[charge.id, "sch_1"]]),
  decisions: new Map(),
  events: [],
  ...change,
});

/** A subscription that began a month before a day and is billed up to it. */
const billedUpTo = (day: PlainDate, unitPrice = "33"): SubscriptionLife => {
  const begun = addMonthsFromAnchor(day, -1);
  const by = {
    currency: "EUR",
    zone: "UTC",
    policy: standardSubscriptionPolicy,
    taxPercent: null,
    closesAt: null,
    events: [],
  };
  return advanceLife(life(begun, unitPrice), by, { kind: "day", day: begun }).life;
};

const billTo = {
  name: "Jana Brandt",
  email: "jana@tulpe.example",
  addressLines: [],
  city: null,
  postcode: null,
  region: null,
  country: "DE",
};

type Case = {
  readonly zone: string;
  readonly now: Date;
  readonly subscriptions: readonly ToBill[];
  readonly netDays?: number;
  readonly sellerZone?: string;
};

const inputOf = ({
  zone,
  now,
  subscriptions,
  netDays = 0,
  sellerZone = "Europe/Dublin",
}: Case): AccountBillingInput => ({
  account: { id: "acc_1", timeZone: zone, netDays, taxId: null, country: "DE", kind: "personal", taxIdStatus: "none" },
  billTo,
  seller: { id: "sel_1", country: "IE", invoiceSeries: "INV", creditNoteSeries: "CN" },
  billRunId: null,
  now,
  sellerDay: dayInZone(now, sellerZone),
  sold: soldChargesOf([ratePlan]),
  waiting: [],
  subscriptions: subscriptions.map((one) => ({ ...one, through: { kind: "day", day: dayInZone(now, zone) } })),
});

const zones = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Sao_Paulo", "Australia/Lord_Howe"];
const anchors = ["2024-01-29", "2024-01-30", "2024-01-31", "2024-02-29"].map(plainDate);

/** Bills at each instant at which the plan itself says that the next day begins, and collects the periods. */
const billMonths = (anchor: PlainDate, zoneAt: (round: number) => string, months: number) => {
  const periods: { start: PlainDate; end: PlainDate; issueOn: PlainDate }[] = [];
  let now = startOfDay(anchor, zoneAt(0));
  let current = life(anchor);
  for (let round = 0; round < months; round += 1) {
    const zone = zoneAt(round);
    const { drafts, advances } = planAccountBilling(inputOf({ zone, now, subscriptions: [subscription(current)] }));
    for (const draft of drafts) {
      for (const line of draft.lines) {
        periods.push({ start: line.serviceStartOn, end: line.serviceEndOn, issueOn: draft.issueOn });
      }
    }
    const [advance] = advances;
    current = advance?.life ?? current;
    now = advance?.nextDue ? instantOf(advance.nextDue, zone) : now;
  }
  return periods;
};

describe("billing an account month by month", () => {
  it.each(anchors.flatMap((anchor) => zones.map((zone) => [anchor, zone] as const)))(
    "bills no day twice and none never over 48 months from %s in %s",
    (anchor, zone) => {
      const periods = billMonths(anchor, () => zone, 48);
      expect(periods).toHaveLength(48);
      for (const [at, period] of periods.entries()) {
        expect(period.start).toBe(addMonthsFromAnchor(anchor, at));
        expect(period.end).toBe(addMonthsFromAnchor(anchor, at + 1));
        expect(period.issueOn >= period.start).toBe(true);
      }
    },
  );

  it("bills one invoice a period although the account's zone changes between any two runs", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...anchors),
        fc.array(fc.constantFrom(...zones), { minLength: 24, maxLength: 24 }),
        (anchor, path) => {
          const periods = billMonths(anchor, (round) => path[round] ?? "Europe/Berlin", 24);
          const starts = periods.map(({ start }) => start);
          expect(new Set(starts).size).toBe(starts.length);
          for (const [at, start] of starts.entries()) expect(start).toBe(addMonthsFromAnchor(anchor, at));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says the day of its own zone again where the zone moved west, and bills nothing before it", () => {
    const before = subscription(billedUpTo(plainDate("2026-12-16")));
    const now = startOfDay(plainDate("2026-12-16"), "Europe/Berlin");
    const { drafts, advances } = planAccountBilling(
      inputOf({ zone: "America/New_York", now, subscriptions: [before] }),
    );
    expect(drafts).toEqual([]);
    const next = advances[0]?.nextDue;
    expect(next && instantOf(next, "America/New_York").toISOString()).toBe("2026-12-16T05:00:00.000Z");
  });

  it("issues on the Berlin day at 23:00 in Dublin, so that the number is of the new year", () => {
    const due = subscription(billedUpTo(plainDate("2027-01-01")));
    const now = new Date("2026-12-31T23:00:00Z");
    const { drafts } = planAccountBilling(inputOf({ zone: "Europe/Berlin", now, subscriptions: [due] }));
    expect(drafts.map(({ issueOn, dueOn }) => [issueOn, dueOn])).toEqual([["2027-01-01", "2027-01-01"]]);
  });

  it("is due after the account's net days, and collected when that day begins", () => {
    const due = subscription(billedUpTo(plainDate("2026-12-16")));
    const now = new Date("2026-12-16T09:00:00Z");
    const [draft] = planAccountBilling(
      inputOf({ zone: "Europe/Paris", now, subscriptions: [due], netDays: 60 }),
    ).drafts;
    expect(draft?.dueOn).toBe(addDays(plainDate("2026-12-16"), 60));
    expect(draft?.collectAt?.toISOString()).toBe("2027-02-13T23:00:00.000Z");
  });

  it("makes one invoice of several subscriptions of a day, and one for each currency", () => {
    const euro = subscription(billedUpTo(plainDate("2026-12-16")));
    const now = new Date("2026-12-16T09:00:00Z");
    const { drafts } = planAccountBilling(
      inputOf({
        zone: "Europe/Berlin",
        now,
        subscriptions: [euro, { ...euro, id: "sub_2" }, { ...euro, id: "sub_3", currency: "GBP" }],
      }),
    );
    expect(drafts.map(({ currency, lines }) => [currency, lines.length])).toEqual([
      ["EUR", 2],
      ["GBP", 1],
    ]);
    // Two seats at 33.00 and 19 %: the tax of the document is 12.54, not twice a rounded part.
    expect(drafts[0]?.lines.reduce((sum, line) => sum + line.taxMinor, 0n)).toBe(1254n);
  });

  it("makes no invoice of what costs nothing, and moves on", () => {
    const free = subscription(billedUpTo(plainDate("2026-12-16"), "0"));
    const now = new Date("2026-12-16T09:00:00Z");
    const { drafts, advances } = planAccountBilling(inputOf({ zone: "Europe/Berlin", now, subscriptions: [free] }));
    expect(drafts).toEqual([]);
    const [moved] = advances;
    expect(moved && chargedThroughOf(moved.life, "UTC")).toEqual({ kind: "day", day: "2027-01-16" });
  });

  it("refuses an account that cannot be addressed, naming what is missing", () => {
    const due = subscription(life(plainDate("2026-11-16")));
    const input = inputOf({ zone: "Europe/Berlin", now: new Date("2026-11-16T09:00:00Z"), subscriptions: [due] });
    expect(() => planAccountBilling({ ...input, billTo: null })).toThrow("no billing address");
  });
});
