import { connectDatabase } from "@/db/client";
import { tokenizeTestCard } from "@/db/seed/test-card";
import { listEntriesOfSources } from "@/server/ledger";
import { readBusinessClock, type ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { httpProduct } from "@/server/provisioning";
import { readAccountPage, readWelcome } from "@/server/support";
import { type Instance, openInstance } from "./running-instance";
import { simulatorsOriginOf } from "./settings";
import { chooseSeat, createStoreClient, orderIdOf, paySeat, type StoreClient } from "./store-client";

const patienceMs = 30_000;

/**
 * Buys one Desk Team seat as a German shopper over the product's own routes, and prints what every room made of it as
 * one line of JSON. Exit 1 if a part is missing or disagrees.
 */
export const main = async (): Promise<void> => {
  const instance = await openInstance();
  const { db, close } = connectDatabase(instance.databaseUrl, { poolSize: 2, applicationName: "sale" });
  try {
    const { now } = await readBusinessClock(db);
    const ctx: ServiceContext = { actor: { kind: "system", job: "sale" }, now, requestId: "sale", db };
    const store = createStoreClient(instance.settings.appOrigin);
    const orderId = await buy(instance, store);
    await untilReady(store, orderId);
    const sale = await gather(ctx, instance, store, orderId);
    process.stdout.write(`${JSON.stringify(sale)}\n`);
    const parts = Object.values(sale);
    process.exitCode = parts.every((part) => part !== null && part !== false && part !== 0) ? 0 : 1;
  } finally {
    await close();
    await instance.release();
  }
};

const buy = async (instance: Instance, store: StoreClient): Promise<string> => {
  const path = await chooseSeat(store);
  const token = await tokenizeTestCard(simulatorsOriginOf(instance.settings), "4242424242424242", "Jana Brandt");
  const paid = await paySeat(store, path, { token, holder: "Jana Brandt", email: `jana+${Date.now()}@tulpe.example` });
  const orderId = orderIdOf(paid);
  if (!orderId) throw new Error(`The sale was not paid: ${JSON.stringify(paid)}`);
  return orderId;
};

const untilReady = async (store: StoreClient, orderId: string): Promise<void> => {
  for (const until = Date.now() + patienceMs; Date.now() < until; ) {
    const status = await store.getJson(`/welcome/${orderId}/status`);
    if (status.isReady === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const gather = async (ctx: ServiceContext, instance: Instance, store: StoreClient, orderId: string) => {
  const product = httpProduct(simulatorsOriginOf(instance.settings), instance.secrets.productApiKey);
  const { order, invoice, payment, items } = await readWelcome(ctx, product, orderId);
  const page = await readAccountPage(ctx, { accountId: order.accountId });
  const sources = [invoice?.id, payment?.id].filter((id): id is NonNullable<typeof id> => id !== undefined);
  const journal = await listEntriesOfSources(ctx, sources);
  const pdf = await store.download(`/welcome/${orderId}/invoice.pdf`);
  const report = await prove(ctx, await instance.gateway.listBook());
  const agrees = invoice?.totalMinor === payment?.amountMinor && invoice?.totalMinor === order.totalMinor;
  const hasAccess = items.some((item) => item.key === "access" && item.state === "done");
  return {
    order: order.status === "completed" ? order.id : null,
    invoice: invoice?.number ?? null,
    total_minor: agrees ? Number(order.totalMinor) : null,
    tax_minor: invoice ? Number(invoice.taxMinor) : null,
    currency: order.currency,
    payment: payment?.state === "succeeded" ? payment.id : null,
    entitlements: hasAccess ? page.entitlements.length : null,
    journal: journal.length === 2 ? journal.map((entry) => entry.id) : null,
    pdf: pdf.startsWith("%PDF-") ? pdf.length : null,
    proof: report.ok,
  };
};
