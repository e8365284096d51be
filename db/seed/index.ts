import { hash } from "@node-rs/argon2";
import { connectDatabase, type Database } from "@/db/client";
import { sellers } from "@/db/schema/sellers";
import { publishRatePlans, registerProducts } from "@/server/catalog";
import { registerChartOfAccounts } from "@/server/ledger";

import { addMember, registerStaff, setDemoPassword } from "@/server/people";
import { freezeBusinessClock, type ServiceContext } from "@/server/platform";
import { registerSellers } from "@/server/sellers";
import { registerStandardPolicy } from "@/server/subscriptions";
import { type SeedGateway, subscribeBrightbarn } from "./brightbarn";
import { alderpostProducts, alderpostRatePlans } from "./catalog";
import { alderpostStaff, brightbarnPeople, demoPassword } from "./people";
import { alderpostSellers } from "./sellers";

export type SeedName = "demo" | "none";

/** 16 November 2026, 09:00 in Dublin: the day on which the demo stands still. */
export const demoNow = new Date("2026-11-16T09:00:00Z");

const context = (db: Database, now: Date): ServiceContext => ({
  actor: { kind: "system", job: "seed" },
  now,
  requestId: "seed",
  db,
});

export const isSeeded = async (db: Database): Promise<boolean> => {
  const rows = await db.select({ id: sellers.id }).from(sellers).limit(1);
  return rows.length > 0;
};

/** Sellers, chart of accounts and catalog; with the demo also staff, Brightbarn and the frozen clock. */
export const seedDatabase = async (appUrl: string, seed: SeedName, gateway: SeedGateway): Promise<boolean> => {
  const { db, close } = connectDatabase(appUrl, { poolSize: 2, applicationName: "seed" });
  try {
    if (await isSeeded(db)) return false;
    await seedCatalog(context(db, seed === "demo" ? demoNow : new Date()));
    if (seed === "demo") await seedDemo(db, gateway);
    return true;
  } finally {
    await close();
  }
};

export const seedCatalog = async (ctx: ServiceContext): Promise<void> => {
  await registerSellers(ctx, alderpostSellers);
  await registerChartOfAccounts(ctx);
  await registerStandardPolicy(ctx);
  await registerProducts(ctx, alderpostProducts);
  await publishRatePlans(ctx, alderpostRatePlans);
};

const seedDemo = async (db: Database, gateway: SeedGateway): Promise<void> => {
  const ctx = context(db, demoNow);
  const passwordHash = await hash(demoPassword);
  for (const person of alderpostStaff) {
    const user = await registerStaff(ctx, person);
    await setDemoPassword(ctx, user.id, passwordHash);
  }
  const accountId = await subscribeBrightbarn(context(db, new Date("2026-11-01T09:00:00Z")), gateway);
  for (const person of brightbarnPeople) {
    const user = await addMember(ctx, { accountId, ...person });
    await setDemoPassword(ctx, user.id, passwordHash);
  }
  await freezeBusinessClock(db, demoNow);
};
