import { performance } from "node:perf_hooks";
import { eq } from "drizzle-orm";
import { connectDatabase } from "@/db/client";
import { subscriptions } from "@/db/schema/subscriptions";
import { seedCatalog } from "@/db/seed";
import { openAccount } from "@/server/accounts";
import { previewInvoices } from "@/server/billing";
import { type ChargeDefinition, publishRatePlans } from "@/server/catalog";
import { invariant } from "@/server/kernel";
import { placeOnAccount, previewChange, previewOnAccount } from "@/server/orders";
import type { ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { startBenchServer } from "./bench/bench-server";
import { rounded } from "./bench/rounded";

const now = new Date("2027-04-11T09:00:00Z");
const rounds = 200;
const ordersPlaced = 60;
const warmUps = 20;
const chargesOfLarge = [20, 185] as const;

const planOf = (count: number) => ({
  productKey: "desk",
  key: `parts-${count}`,
  version: 1,
  name: `${count} parts`,
  isOnSale: true,
  isAddOn: false,
  quantityMin: 1,
  quantityMax: 500,
  features: {},
  charges: Array.from(
    { length: count },
    (_, at): ChargeDefinition => ({
      key: `part-${at + 1}`,
      name: `Part ${at + 1}`,
      kind: "recurring",
      model: "per_unit",
      prices: { EUR: { month: `${at + 1}.50` } },
    }),
  ),
});

/** Milliseconds of each of so many rounds, after some that do not count. */
const timeRounds = async (work: (round: number) => Promise<unknown>, count = rounds): Promise<number[]> => {
  const times: number[] = [];
  for (let round = 0; round < warmUps + count; round += 1) {
    const began = performance.now();
    await work(round);
    if (round >= warmUps) times.push(performance.now() - began);
  }
  return times;
};

const spread = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
};

const openBuyer = (ctx: ServiceContext, name: string) =>
  openAccount(ctx, {
    name,
    kind: "personal",
    country: "IE",
    timeZone: "Europe/Dublin",
    currency: "EUR",
    taxId: null,
    taxIdStatus: "none",
    statedTaxPercent: null,
    billTo: {
      name,
      email: `${name}@bench.example`,
      addressLines: ["1 Quay"],
      ...{ city: "Dublin", postcode: null, region: null, country: "IE" },
    },
  });

const orderOf = (accountId: string, plan: string) => ({
  accountId,
  actions: [{ action: "create" as const, interval: "month" as const, ratePlans: [{ key: plan, quantity: 1 }] }],
});

const subscribe = async (ctx: ServiceContext, accountId: string): Promise<string> => {
  const input = orderOf(accountId, "parts-1");
  const { previewId } = await previewOnAccount(ctx, input);
  const orderId = await placeOnAccount(ctx, { ...input, previewId });
  const [row] = await ctx.db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.orderId, orderId));
  invariant(row, "An order on account makes a subscription.");
  return row.id;
};

/** Placing alone: the same was previewed before, as its buyer has seen it. */
const timeOrders = async (ctx: ServiceContext, accountId: string, plan: string) => {
  const input = orderOf(accountId, plan);
  const { previewId } = await previewOnAccount(ctx, input);
  return spread(await timeRounds(() => placeOnAccount(ctx, { ...input, previewId }), ordersPlaced));
};

const measure = async (ctx: ServiceContext) => {
  const { id: accountId } = await openBuyer(ctx, "bench");
  const subscriptionId = await subscribe(ctx, accountId);
  const action = { action: "change_quantity", when: { kind: "now" }, quantity: 3 } as const;
  const change = await timeRounds(() => previewChange(ctx, { subscriptionId, action }));
  const future = await timeRounds(() => previewInvoices(ctx, { subscriptionId, count: 25 }));
  const orders: Record<string, ReturnType<typeof spread>> = {};
  for (const count of chargesOfLarge) {
    orders[`order_of_${count}_charges`] = await timeOrders(ctx, accountId, `parts-${count}`);
  }
  return { preview_of_one_change: spread(change), preview_of_25_invoices: spread(future), ...orders };
};

/** Times previews and orders on a database of their own, proves its books, and prints one JSON line of milliseconds. */
export const main = async (): Promise<void> => {
  const server = await startBenchServer("bench-orders", Number(process.env.BENCH_PORT || "4600"));
  try {
    const { url } = await server.create("bench_orders");
    const { db, close } = connectDatabase(url, { poolSize: 2, applicationName: "bench" });
    const ctx: ServiceContext = { actor: { kind: "system", job: "bench" }, now, requestId: "bench", db };
    await seedCatalog(ctx);
    await publishRatePlans(ctx, [1, ...chargesOfLarge].map(planOf));
    const milliseconds = await measure(ctx);
    const { ok } = await prove(ctx, []);
    await close();
    process.stdout.write(`${JSON.stringify({ bench: "orders", rounds, milliseconds, proof: ok })}\n`);
    if (!ok) process.exitCode = 1;
  } finally {
    await server.stop();
  }
};
