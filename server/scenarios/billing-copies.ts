import { connectDatabase } from "@/db/client";
import { chaosDueAt, chaosOpensAt, openChaosCompany } from "@/scripts/chaos-company";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { type BillRunReport, runBillRun } from "@/server/billing";
import { plainDate } from "@/server/kernel";
import { freezeBusinessClock, type ServiceContext } from "@/server/platform";
import { type BillingFact, readBillingFacts } from "@/server/proof";
import { listSellers } from "@/server/sellers";
import { openScenarioCompany } from "./scenario-company";

/** A day on which many accounts fall due, to be billed again and again, each time from a copy of the same morning. */
export type BillingCopies = {
  readonly copy: () => Promise<BillingCopy>;
  readonly close: () => Promise<void>;
};

export type BillingCopy = {
  readonly database: TestDatabase;
  /** Of a biller with connections of its own. */
  readonly biller: () => ServiceContext;
  readonly readFacts: () => Promise<BillingFact[]>;
  readonly drop: () => Promise<void>;
};

export const openBillingCopies = async (accountCount: number): Promise<BillingCopies> => {
  const company = await openScenarioCompany(chaosOpensAt.toISOString());
  await openChaosCompany(await company.context(), company.access, accountCount);
  await freezeBusinessClock(company.db, chaosDueAt);
  const book = await company.access.gateway.listBook();
  await company.disconnect();
  return {
    copy: async () => {
      const database = await createTestDatabase(company.database.name);
      const connections: ReturnType<typeof connectDatabase>[] = [];
      const biller = (): ServiceContext => {
        const connection = connectDatabase(database.url, { poolSize: 3 });
        connections.push(connection);
        return { actor: { kind: "system", job: "biller" }, now: chaosDueAt, requestId: "biller", db: connection.db };
      };
      return {
        database,
        biller,
        readFacts: () => readBillingFacts(biller(), book),
        drop: async () => {
          for (const { close } of connections) await close();
          await database.drop();
        },
      };
    },
    close: company.close,
  };
};

/** Bills all that is due of every seller, alone or beside others. */
export const billTheDay = async (
  ctx: ServiceContext,
  { owner, batchSize }: { readonly owner: string; readonly batchSize: number },
): Promise<BillRunReport[]> => {
  const reports: BillRunReport[] = [];
  for (const seller of await listSellers(ctx)) {
    reports.push(await runBillRun(ctx, { sellerId: seller.id, throughOn: plainDate("2026-12-16"), batchSize, owner }));
  }
  return reports;
};
