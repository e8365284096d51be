import path from "node:path";
import { connectDatabase, type Database } from "@/db/client";
import { seedDemo } from "@/db/seed";
import { tokenizeTestCard, typeOnHostedPage } from "@/db/seed/test-card";
import { consumers } from "@/inngest/consumers";
import { drainOutbox } from "@/inngest/drain-outbox";
import { demoApiKeyOf } from "@/server/auth/api-key-secrets";
import { monthOf, type PlainDate, yearOf } from "@/server/kernel";
import { simulatorGateway } from "@/server/payments/gateways/simulator-gateway";
import { env } from "@/server/platform/env";
import { startSimulators } from "@/simulators/start-simulators";

const collecting = "payments/collect-invoices";
const mailing = consumers.map(({ id }) => id).filter((id) => id.startsWith("notifications/"));

const drain = async (db: Database, withMails: boolean): Promise<void> => {
  // The day's sweep has collected already.
  await drainOutbox(db, { untold: new Set(withMails ? [collecting] : [collecting, ...mailing]) });
};

const sayMonth = (day: PlainDate): void => {
  const isFirstOfQuarter = day.endsWith("-01") && monthOf(day) % 3 === 1;
  if (isFirstOfQuarter) process.stdout.write(`  … ${yearOf(day)}, quarter ${Math.ceil(monthOf(day) / 3)}\n`);
};

/** The simulators answer in here meanwhile, and tell nobody: what the history pays is settled as it is paid. */
const seedDemoThrough = async (db: Database): Promise<void> => {
  const settings = env();
  const { hostname, port } = new URL(settings.SIMULATORS_ORIGIN);
  const simulators = await startSimulators({
    host: hostname,
    port: Number(port),
    directory: path.join(settings.DATA_DIR, "simulators"),
    appOrigin: settings.APP_ORIGIN,
    gatewayApiKey: settings.GATEWAY_API_KEY,
    productApiKey: settings.PRODUCT_API_KEY,
  });
  const { origin } = simulators;
  const gateway = simulatorGateway({ origin, apiKey: settings.GATEWAY_API_KEY, timeoutMs: 10_000 });
  try {
    await seedDemo(db, {
      hasHistory: process.env.DEMO_HISTORY === "1",
      apiKey: demoApiKeyOf(settings.AUTH_SECRET),
      gateway: {
        access: { gateway, appOrigin: settings.APP_ORIGIN },
        tokenize: (number, holder) => tokenizeTestCard(origin, number, holder),
        typeOnPage: typeOnHostedPage,
      },
      onDay: sayMonth,
      drain: ({ withMails }) => drain(db, withMails),
    });
  } finally {
    await simulators.close();
  }
};

/** Fills a new database, in a process of its own, before anything else runs. */
const main = async (): Promise<void> => {
  const { db, close } = connectDatabase(env().DATABASE_URL, {
    poolSize: 8,
    applicationName: "seed",
    isDisposable: true,
  });
  try {
    await seedDemoThrough(db);
  } finally {
    await close();
  }
};

await main();
process.exit(0);
