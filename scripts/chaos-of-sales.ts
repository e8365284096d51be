import fs from "node:fs";
import { sql } from "drizzle-orm";
import { connectDatabase, type Database } from "@/db/client";
import { seedCompany } from "@/db/seed";
import { readBusinessClock } from "@/server/platform";
import { prove } from "@/server/proof";
import { waitForDeath } from "./embedded-postgres";
import { buyPersistently, type Purchase } from "./persistent-shopper";
import { readPidFile } from "./pid-files";
import { placeOfItsOwn, startProduct, stopEverythingOnSignals } from "./product-process";
import { root } from "./run-stages";
import { type Instance, openInstance } from "./running-instance";
import { readSettings, type Settings, simulatorsOriginOf } from "./settings";

const victims = ["app", "worker", "executor", "simulators", "postgres"] as const;
const shoppersPerKill = 20;
const quietPatienceMs = 120_000;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Kills one process after another without warning while twenty shoppers buy, in a folder and on ports of its own, and
 * counts afterwards. One line of JSON; exit 1 unless every paid charge is one order, subscription and invoice, nothing
 * is left half done, and the proof holds.
 */
export const chaosOfSales = async (kills: number): Promise<void> => {
  // Neither the folder nor the ports of an instance that somebody uses.
  const environment = placeOfItsOwn(".data/chaos", process.env.CHAOS_PORT || "4400");
  Object.assign(process.env, environment);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  stopEverythingOnSignals();
  const settings = readSettings(environment, root);
  fs.rmSync(settings.dataDirectory, { recursive: true, force: true });
  const began = Date.now();
  const product = await startProduct(environment, settings);
  const instance = await openInstance();
  await setUpCompany(instance);
  try {
    const purchases: Purchase[] = [];
    for (let round = 0; round < kills; round += 1) purchases.push(...(await killOnce(settings, round)));
    const found = await count(instance, purchases);
    process.stdout.write(`${JSON.stringify({ kills, ...found, seconds: Math.round((Date.now() - began) / 1000) })}\n`);
    process.exitCode = found.ok ? 0 : 1;
  } finally {
    await product.stop();
  }
};

/** Sellers and catalog without anybody's history. */
const setUpCompany = async ({ databaseUrl }: Instance): Promise<void> => {
  const { db, close } = connectDatabase(databaseUrl, { poolSize: 1, applicationName: "chaos" });
  try {
    await seedCompany(db);
  } finally {
    await close();
  }
};

const killOnce = async (settings: Settings, round: number): Promise<readonly Purchase[]> => {
  const victim = victims[round % victims.length] ?? "app";
  const origins = { store: settings.appOrigin, simulators: simulatorsOriginOf(settings) };
  const shopping = Array.from({ length: shoppersPerKill }, (_, shopper) =>
    buyPersistently(origins, `crash-${round}-${shopper}@tulpe.example`),
  );
  // Another moment of the sale each time: while drafts are made, cards are charged, orders completed, access given.
  await pause(100 + ((round * 337) % 1_500));
  const pid = readPidFile(settings.dataDirectory, victim);
  if (pid === null) throw new Error(`${victim} does not run, so it cannot be killed.`);
  process.kill(pid, "SIGKILL");
  await waitForDeath(pid);
  const purchases = await Promise.all(shopping);
  say(`Killed ${victim}: ${purchases.filter(({ orderId }) => orderId).length} of ${shoppersPerKill} bought`);
  return purchases;
};

type Unfinished = { orders: number; payments: number; batches: number; tasks: number; unprovisioned: number };

/** What somebody still has to do: nothing, once the product has come to rest. */
const readUnfinished = async (db: Database): Promise<Unfinished> => {
  const [row] = await db.execute<Unfinished>(sql`
    select
      (select count(*) from orders where status = 'awaiting_payment')::int as orders,
      (select count(*) from payments where state in ('created', 'submitted', 'unknown'))::int as payments,
      (select count(*) from outbox_batches where sent_at is null)::int as batches,
      (select count(*) from provisioning_tasks where state <> 'done')::int as tasks,
      (select count(*) from orders where status = 'completed' and settlement = 'paid_first' and account_id not in
        (select account_id from provisioning_tasks))::int as unprovisioned`);
  if (!row) throw new Error("Counting gave no row.");
  return row;
};

const untilQuiet = async (db: Database): Promise<Unfinished> => {
  for (const until = Date.now() + quietPatienceMs; ; await pause(500)) {
    const unfinished = await readUnfinished(db);
    const isQuiet = Object.values(unfinished).every((left) => left === 0);
    if (isQuiet || Date.now() > until) return unfinished;
  }
};

type Sold = { orders: number; subscriptions: number; invoices: number; payments: number; provisioned: number };

const readSold = async (db: Database): Promise<Sold> => {
  const [row] = await db.execute<Sold>(sql`
    with sold as (select id, account_id from orders where status = 'completed' and settlement = 'paid_first')
    select
      (select count(*) from sold)::int as orders,
      (select count(*) from subscriptions where order_id in (select id from sold))::int as subscriptions,
      (select count(*) from invoices where order_id in (select id from sold))::int as invoices,
      (select count(*) from payments where state in ('succeeded', 'settled') and purpose_kind = 'order')::int as payments,
      (select count(*) from provisioning_tasks where state = 'done' and account_id in (select account_id from sold))::int
        as provisioned`);
  if (!row) throw new Error("Counting gave no row.");
  return row;
};

const count = async (instance: Instance, purchases: readonly Purchase[]) => {
  const { db, close } = connectDatabase(instance.databaseUrl, { poolSize: 2, applicationName: "chaos" });
  try {
    const unfinished = await untilQuiet(db);
    const sold = await readSold(db);
    const { now } = await readBusinessClock(db);
    const ctx = { actor: { kind: "system", job: "proof" }, now, requestId: "chaos", db } as const;
    const book = await instance.gateway.listBook();
    const charges = book.filter(({ status }) => status === "succeeded").length;
    const report = await prove(ctx, book);
    const toldPaid = new Set(purchases.flatMap(({ orderId }) => (orderId ? [orderId] : []))).size;
    const agree = [sold.subscriptions, sold.invoices, sold.payments, sold.provisioned].every((n) => n === sold.orders);
    const atRest = Object.values(unfinished).every((left) => left === 0);
    const ok = agree && atRest && report.ok && toldPaid === purchases.length && charges >= sold.orders;
    return { shoppers: purchases.length, told_paid: toldPaid, sold, charges, unfinished, proof: report.ok, ok };
  } finally {
    await close();
  }
};
