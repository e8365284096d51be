import { hash } from "@node-rs/argon2";
import type { Database } from "@/db/client";
import { sellers } from "@/db/schema/sellers";
import { registerApiKey } from "@/server/auth/create-api-key";
import { publishRatePlans, registerProducts } from "@/server/catalog";
import { addDays, dayInZone, invariant, plainDate } from "@/server/kernel";
import { registerChartOfAccounts } from "@/server/ledger";
import { addMember, ensureUser, registerStaff, setDemoPassword } from "@/server/people";
import { readBusinessClock, type ServiceContext } from "@/server/platform";
import { createCoupon } from "@/server/promotions";
import { listSellers, registerSellers } from "@/server/sellers";
import { registerStandardPolicy } from "@/server/subscriptions";
import { createMeter } from "@/server/usage";
import { alderpostProducts, alderpostRatePlans } from "./catalog";
import { drawAccounts } from "./history/draw-accounts";
import { type LiveHistory, liveHistory } from "./history/live-history";
import { brightbarn, namedAccounts } from "./history/named-accounts";
import { alderpostMeters } from "./meters";
import { alderpostStaff, brightbarnPeople, demoPassword } from "./people";
import { alderpostCodes } from "./promotion-codes";
import { alderpostSellers } from "./sellers";

/** 16 November 2026, 09:00 in Dublin: the day on which the demo stands still. */
export const demoNow = new Date("2026-11-16T09:00:00Z");

/** Eighteen months before. */
const historyBegins = plainDate("2025-05-16");
const accountCount = 300;
const seed = 1847;
const mailDays = 30;

export type SeedState = "empty" | "half_made" | "made";

/** A demo that was left before its clock came to its day is half made: it says nothing that can be trusted. */
export const readSeedState = async (db: Database): Promise<SeedState> => {
  const rows = await db.select({ id: sellers.id }).from(sellers).limit(1);
  if (rows.length === 0) return "empty";
  const { isSimulated, now } = await readBusinessClock(db);
  return isSimulated && now < demoNow ? "half_made" : "made";
};

const seedContext = (db: Database, now: Date): ServiceContext => ({
  actor: { kind: "system", job: "seed" },
  now,
  requestId: "seed",
  db,
});

/** Sellers, chart of accounts, catalog and meters: what a company needs before it sells. */
export const seedCompany = (db: Database): Promise<void> => seedCatalog(seedContext(db, new Date()));

export const seedCatalog = async (ctx: ServiceContext): Promise<void> => {
  await registerSellers(ctx, alderpostSellers);
  await registerChartOfAccounts(ctx);
  await registerStandardPolicy(ctx);
  await registerProducts(ctx, alderpostProducts);
  await publishRatePlans(ctx, alderpostRatePlans);
  for (const { id } of await listSellers(ctx)) {
    for (const meter of alderpostMeters) await createMeter(ctx, { sellerId: id, ...meter });
    for (const code of alderpostCodes) await createCoupon(ctx, { sellerId: id, ...code });
  }
};

export type SeedDemo = Pick<LiveHistory, "gateway" | "onDay"> & {
  /** Three hundred subscribers and eighteen months, instead of the one who joined last. */
  readonly hasHistory: boolean;
  /** What programs report the demo's usage with. */
  readonly apiKey: string;
  /** Lets everybody hear what was told; mails are written of the last days only. */
  readonly drain: (hearing: { readonly withMails: boolean }) => Promise<void>;
};

/** The demo company with its people, and everything that has happened to it. */
export const seedDemo = async (db: Database, { drain, hasHistory, apiKey, ...rest }: SeedDemo): Promise<void> => {
  const from = hasHistory ? historyBegins : brightbarn.subscriptions[0].on;
  const ctx = seedContext(db, new Date(`${from}T00:00:00Z`));
  await seedCatalog(ctx);
  await registerApiKey(ctx, { name: "Demo", secret: apiKey });
  const passwordHash = await hash(demoPassword);
  for (const person of alderpostStaff) {
    const user = await registerStaff(ctx, person);
    await setDemoPassword(ctx, user.id, passwordHash);
  }
  // Known by their names before the one who buys becomes an owner.
  for (const { email, name } of brightbarnPeople) await ensureUser(ctx, { email, name });
  const mailsFrom = addDays(dayInZone(demoNow, "UTC"), -mailDays);
  const accounts = await liveHistory(ctx, {
    ...rest,
    from,
    until: demoNow,
    accounts: hasHistory ? listHistoryAccounts() : [brightbarn],
    drain: ({ now }) => drain({ withMails: dayInZone(now, "UTC") >= mailsFrom }),
  });
  const accountId = accounts.get(brightbarnPeople[0].email);
  invariant(accountId, "Brightbarn is a subscriber of the demo.");
  for (const person of brightbarnPeople) {
    const user = await addMember(seedContext(db, demoNow), { accountId, ...person });
    await setDemoPassword(ctx, user.id, passwordHash);
  }
};

const listHistoryAccounts = () => [
  brightbarn,
  ...namedAccounts,
  ...drawAccounts({
    seed,
    count: accountCount - namedAccounts.length - 1,
    from: historyBegins,
    to: addDays(dayInZone(demoNow, "UTC"), -1),
  }),
];
