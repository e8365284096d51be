import { accounts, contacts } from "@/db/schema/accounts";
import { subscriptionCharges, subscriptions } from "@/db/schema/subscriptions";
import { listPublishedRatePlans } from "@/server/catalog";
import { addDays, addMonthsFromAnchor, invariant, type PlainDate, startOfDay } from "@/server/kernel";
import { insertRows, makeId, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import { chooseSeller } from "@/server/sellers/core";

/** Lines on an invoice, by how often in a hundred. Mean 3.15. */
const lineCounts = [
  { lines: 1, share: 60 },
  { lines: 3, share: 25 },
  { lines: 6, share: 10 },
  { lines: 20, share: 4 },
  { lines: 40, share: 1 },
] as const;

type Place = {
  readonly country: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly kind: "personal" | "business";
  readonly taxIdStatus: "none" | "valid" | "pending";
};

const place = (country: string, currency: string, timeZone: string, tax: Place["taxIdStatus"] = "none"): Place => ({
  country,
  currency,
  timeZone,
  kind: tax === "none" ? "personal" : "business",
  taxIdStatus: tax,
});

/** Domestic, one-stop shop at six rates, reverse charge checked and to be checked, no nexus, Britain and Japan. */
const places: readonly Place[] = [
  place("IE", "EUR", "Europe/Dublin"),
  place("DE", "EUR", "Europe/Berlin"),
  place("FR", "EUR", "Europe/Paris"),
  place("FI", "EUR", "Europe/Helsinki"),
  place("HU", "EUR", "Europe/Budapest"),
  place("PT", "EUR", "Europe/Lisbon"),
  place("DE", "EUR", "Europe/Berlin", "valid"),
  place("NL", "EUR", "Europe/Amsterdam", "pending"),
  place("GB", "GBP", "Europe/London"),
  place("US", "USD", "America/New_York"),
  place("US", "USD", "America/Los_Angeles"),
  place("JP", "JPY", "Asia/Tokyo"),
];

const stubShare = 10;
const brokenShare = 1;
const accountsAtOnce = 2_000;
const buckets = 1024;

/** Numbers from a seed, the same on every machine: xorshift on 32 bits. */
const drawFrom = (seed: number): ((below: number) => number) => {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

export type BenchMix = { accounts: number; lines: number; stubs: number; broken: number };

export type BenchCompany = {
  readonly accountCount: number;
  readonly seed: number;
  /** Without them everybody has three whole lines and can be billed. */
  readonly takesStubs: boolean;
  /** Everybody joins on this day or one of those after it. */
  readonly joinFrom: PlainDate;
  readonly joinDays: number;
};

type Sold = { readonly ratePlanId: string; readonly chargeId: string };

/**
 * Writes accounts with a subscription each whose second month is due: the rows as the verbs would leave them, by the
 * batch, because a million sales would take an hour.
 */
export const drawCompany = async (ctx: ServiceContext, company: BenchCompany): Promise<BenchMix> => {
  const sellers = await listSellers(ctx);
  const sold = (await listPublishedRatePlans(ctx)).flatMap(({ id, charges }) =>
    charges.filter(({ kind }) => kind === "recurring").map((charge) => ({ ratePlanId: id, chargeId: charge.id })),
  );
  const sellerOf = (country: string): string => {
    const choice = chooseSeller(country, null);
    const seller = sellers.find(({ key }) => choice.ok && key === choice.market.sellerKey);
    invariant(seller, `Nobody sells to ${country}.`);
    return seller.id;
  };
  const draw = drawFrom(company.seed);
  const mix: BenchMix = { accounts: 0, lines: 0, stubs: 0, broken: 0 };
  for (let from = 0; from < company.accountCount; from += accountsAtOnce) {
    const count = Math.min(accountsAtOnce, company.accountCount - from);
    const drawn = Array.from({ length: count }, (_, at) =>
      drawAccount({ draw, number: from + at, sold, sellerOf, now: ctx.now, company }),
    );
    for (const one of drawn) {
      mix.accounts += 1;
      mix.lines += one.charges.length;
      mix.stubs += one.isStub ? 1 : 0;
      mix.broken += one.contact ? 0 : 1;
    }
    await insertDrawn(ctx, drawn);
  }
  return mix;
};

type Drawing = {
  readonly draw: (below: number) => number;
  readonly number: number;
  readonly sold: readonly Sold[];
  readonly sellerOf: (country: string) => string;
  readonly now: Date;
  readonly company: BenchCompany;
};

const drawLineCount = (draw: Drawing["draw"]): number => {
  let left = draw(100);
  for (const { lines, share } of lineCounts) {
    if (left < share) return lines;
    left -= share;
  }
  return 1;
};

const monthlySince = (joinedOn: PlainDate) => ({
  intervalUnit: "month" as const,
  intervalCount: 1,
  quantity: "1",
  startOn: joinedOn,
  paidFromOn: joinedOn,
  runsFromOn: joinedOn,
  runsBy: "start" as const,
  alignment: "anniversary" as const,
  anchorOn: joinedOn,
  settledThroughOn: joinedOn,
});

const drawAccount = ({ draw, number, sold, sellerOf, now, company }: Drawing) => {
  const { takesStubs } = company;
  const joinedOn = addDays(company.joinFrom, draw(company.joinDays));
  const dueOn = addMonthsFromAnchor(joinedOn, 1);
  const at = places[draw(places.length)];
  invariant(at, "There is a place for everybody.");
  const accountId = makeId("acc");
  const subscriptionId = makeId("sub");
  const bucket = draw(buckets);
  const isStub = takesStubs && draw(100) < stubShare;
  const isBroken = takesStubs && draw(100) < brokenShare;
  const chargedThroughOn: PlainDate = isStub ? addDays(dueOn, -draw(20) - 1) : dueOn;
  const name = `Bench ${number}`;
  const charges = Array.from({ length: takesStubs ? drawLineCount(draw) : 3 }, (_, position) => {
    const charge = sold[draw(sold.length)];
    invariant(charge, "Something is on sale.");
    return {
      ...charge,
      id: makeId("sch"),
      accountId,
      subscriptionId,
      kind: "recurring" as const,
      timing: "in_advance" as const,
      quantity: String(1 + draw(40)),
      price: {
        model: "per_unit",
        price: at.currency === "JPY" ? String(500 + draw(5000)) : `${1 + draw(60)}.${10 + draw(90)}`,
      },
      effectiveFromOn: joinedOn,
      chargedThroughOn,
      position,
      recordedAt: now,
    };
  });
  const account = { ...at, id: accountId, bucket, name, createdAt: now, activatedAt: now, taxId: null };
  const address = { addressLines: ["1 Quay"], city: "Harbor", postcode: null, region: null, country: at.country };
  const email = `bench-${number}@tulpe.example`;
  return {
    isStub,
    account,
    contact: isBroken ? null : { ...address, id: makeId("con"), accountId, kind: "bill_to" as const, name, email },
    subscription: {
      id: subscriptionId,
      accountId,
      bucket,
      sellerId: sellerOf(at.country),
      currency: at.currency,
      status: "active" as const,
      policyId: 1,
      orderId: makeId("ord"),
      timeZone: at.timeZone,
      planKey: [...new Set(charges.map(({ ratePlanId }) => ratePlanId))].sort().join(" "),
      ...monthlySince(joinedOn),
      chargedThroughOn,
      billAt: startOfDay(chargedThroughOn, at.timeZone),
      createdAt: now,
    },
    charges,
  };
};

const insertDrawn = async (
  ctx: { readonly db: ServiceContext["db"] },
  drawn: readonly ReturnType<typeof drawAccount>[],
): Promise<void> => {
  const rows = <Row>(pick: (one: (typeof drawn)[number]) => Row | null): NonNullable<Row>[] =>
    drawn.map(pick).filter((row): row is NonNullable<Row> => row !== null);
  await insertRows(
    ctx,
    accounts,
    rows(({ account }) => account),
  );
  await insertRows(
    ctx,
    contacts,
    rows(({ contact }) => contact),
  );
  await insertRows(
    ctx,
    subscriptions,
    rows(({ subscription }) => subscription),
  );
  await insertRows(
    ctx,
    subscriptionCharges,
    drawn.flatMap(({ charges }) => charges),
  );
};
