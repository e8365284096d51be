import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { connectDatabase, type Database } from "@/db/client";
import { seedCatalog } from "@/db/seed";
import { tokenizeTestCard } from "@/db/seed/test-card";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import type { GatewayAccess } from "@/server/payments";
import { simulatorGateway } from "@/server/payments/gateways/simulator-gateway";
import { freezeBusinessClock, readBusinessClock, type ServiceContext } from "@/server/platform";
import { prove } from "@/server/proof";
import { type Simulators, startSimulators } from "@/simulators/start-simulators";

const appOrigin = "http://127.0.0.1:3000";

export type ScenarioCompany = {
  readonly db: Database;
  readonly database: TestDatabase;
  readonly simulators: Simulators;
  readonly access: GatewayAccess;
  readonly gatewayApiKey: string;
  readonly productApiKey: string;
  readonly context: () => Promise<ServiceContext>;
  readonly setNow: (instant: string) => Promise<void>;
  readonly card: (number: string) => Promise<string>;
  /** Ledger = invoices = payments, at this instant: every story ends with it. */
  readonly expectProof: () => Promise<void>;
  /** Leaves the database, so that it can be copied. */
  readonly disconnect: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The sellers and the catalog on a database of their own, with simulators of their own, on a clock that moves by hand. */
export const openScenarioCompany = async (now: string): Promise<ScenarioCompany> => {
  const database = await createTestDatabase();
  const { db, close } = connectDatabase(database.url, { poolSize: 30 });
  await freezeBusinessClock(db, new Date(now));
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "perennial-simulators-"));
  const gatewayApiKey = randomBytes(8).toString("hex");
  const productApiKey = randomBytes(8).toString("hex");
  const config = { host: "127.0.0.1", port: 0, directory, appOrigin, gatewayApiKey, productApiKey };
  const simulators = await startSimulators(config);
  const gateway = simulatorGateway({ origin: simulators.origin, apiKey: gatewayApiKey, timeoutMs: 3_000 });
  const context = async (): Promise<ServiceContext> => ({
    actor: { kind: "system", job: "scenario" },
    now: (await readBusinessClock(db)).now,
    requestId: "scenario",
    db,
  });
  await seedCatalog(await context());
  return {
    db,
    database,
    simulators,
    access: { gateway, appOrigin },
    gatewayApiKey,
    productApiKey,
    context,
    setNow: (instant) => freezeBusinessClock(db, new Date(instant)),
    card: (number) => tokenizeTestCard(simulators.origin, number, "Jana Brandt"),
    expectProof: async () => {
      const { equations, checks, ok } = await prove(await context(), await gateway.listBook());
      expect(equations.filter((equation) => equation.residueMinor !== 0n)).toEqual([]);
      expect(checks.filter((check) => check.residue !== 0)).toEqual([]);
      expect(ok).toBe(true);
    },
    disconnect: close,
    close: async () => {
      await close();
      await simulators.close();
      await database.drop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
};
