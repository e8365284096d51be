import { seedCatalog } from "@/db/seed";
import { freezeBusinessClock, readBusinessClock } from "@/server/platform";
import { chaosOpensAt, openChaosCompany } from "./chaos-company";
import { prepareCompany } from "./prepare-company";

/** A company whose accounts all fall due on one day. */
const main = (accountCount: number): Promise<void> =>
  prepareCompany({
    name: "chaos-template",
    poolSize: 10,
    fill: async (db, access) => {
      await freezeBusinessClock(db, chaosOpensAt);
      const { now } = await readBusinessClock(db);
      const ctx = { actor: { kind: "system", job: "chaos" }, now, requestId: "chaos", db } as const;
      await seedCatalog(ctx);
      await openChaosCompany(ctx, access, accountCount);
    },
  });

await main(Number(process.argv[2]));
process.exit(0);
