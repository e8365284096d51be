import { sql } from "drizzle-orm";
import { seedCatalog } from "@/db/seed";
import { alderpostStaff } from "@/db/seed/people";
import { openAccount } from "@/server/accounts";
import { runDueBillRuns } from "@/server/billing";
import { addDays, type PlainDate, plainDate } from "@/server/kernel";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import { collectDueInvoices } from "@/server/payments";
import { registerStaff } from "@/server/people";
import { freezeBusinessClock, inTransaction, recordAudit, type ServiceContext } from "@/server/platform";
import { drawCompany } from "../bench/draw-company";
import { prepareCompany } from "../prepare-company";
import { busyName } from "./busy-account";
import { promptGateway } from "./prompt-gateway";

const accountCount = 10_000;
const seed = 1847;
const begins = plainDate("2025-04-16");
const ends = plainDate("2026-12-14");
const busySubscriptions = 13;
const busyEvents = 2_700;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A company of ten thousand accounts whose twenty months the engine has billed day by day. */
const main = (): Promise<void> =>
  prepareCompany({
    name: "deep",
    poolSize: 6,
    settings: { max_wal_size: "8GB", shared_buffers: "1GB" },
    isDisposable: true,
    fill: async (db) => {
      const at = (day: PlainDate): ServiceContext => ({
        actor: { kind: "system", job: "deep" },
        now: new Date(`${day}T23:00:00Z`),
        requestId: "deep",
        db,
      });
      await freezeBusinessClock(db, at(begins).now);
      await seedCatalog(at(begins));
      for (const person of alderpostStaff) await registerStaff(at(begins), person);
      await drawCompany(at(begins), { accountCount, seed, takesStubs: false, joinFrom: begins, joinDays: 28 });
      await bringCards(at(begins));
      await liveThrough(at);
    },
  });

const access = { gateway: promptGateway, appOrigin: "http://127.0.0.1" };

/** A card for everybody, as somebody who moved here from another system would bring them. */
const bringCards = async (ctx: ServiceContext): Promise<void> => {
  await ctx.db.execute(sql`
    insert into payment_methods (id, account_id, gateway, gateway_method_id, brand, last4, expiry_month, expiry_year,
      is_default, created_at)
    select 'pym_' || substr(id, 5), id, 'simulator', 'pm_' || reference, 'visa',
      lpad((reference % 10000)::text, 4, '0'), 12, 2039, true, created_at
    from accounts`);
};

const liveThrough = async (at: (day: PlainDate) => ServiceContext): Promise<void> => {
  let busyId: string | null = null;
  for (let day = begins; day <= ends; day = addDays(day, 1)) {
    const ctx = at(day);
    await freezeBusinessClock(ctx.db, ctx.now);
    busyId ??= await openBusyAccount(ctx);
    if (day < addDays(begins, busySubscriptions * 2) && day !== begins) await subscribeEverySecondDay(ctx, busyId, day);
    const billed = await runDueBillRuns(ctx, "deep");
    await collectDueInvoices(ctx, access);
    if (day.endsWith("-01")) say(`  … ${day} (${billed} accounts that day)`);
  }
  if (busyId) await beLookedAt(at(ends), busyId);
};

const openBusyAccount = async (ctx: ServiceContext): Promise<string> => {
  const address = { addressLines: ["1 Quay"], city: "Harbor", postcode: null, region: null, country: "DE" };
  const { id } = await openAccount(ctx, {
    ...{ name: busyName, country: "DE", currency: "EUR", timeZone: "Europe/Berlin", kind: "personal" },
    ...{ taxId: null, taxIdStatus: "none" },
    billTo: { name: busyName, email: "busiest@harbor.example", ...address },
  });
  return id;
};

const subscribeEverySecondDay = async (ctx: ServiceContext, accountId: string, day: PlainDate): Promise<void> => {
  if (Number(day.slice(8)) % 2 === 1) return;
  const actions = [{ action: "create", interval: "month", ratePlans: [{ key: "desk-team", quantity: 3 }] }] as const;
  const { previewId } = await previewOnAccount(ctx, { accountId, actions });
  await placeOnAccount(ctx, { accountId, actions, previewId });
};

/** What staff did with it over the months, so that its timeline is long. */
const beLookedAt = (ctx: ServiceContext, accountId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    for (let count = 0; count < busyEvents; count += 1) {
      await recordAudit(inner, { action: "accounts:revise", accountId, subjectIds: [accountId] });
    }
  });

await main();
process.exit(0);
