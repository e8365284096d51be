import { inArray } from "drizzle-orm";
import { accounts } from "@/db/schema/accounts";
import { users } from "@/db/schema/people";
import { type BillRunError, type BillRunReport, getBillRun, listBillRunErrors, listBillRuns } from "@/server/billing";
import type { ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";

export type NamedBillRun = BillRunReport & {
  readonly sellerName: string;
  /** Null where the system started it. */
  readonly starterName: string | null;
};

export type NamedBillRunError = BillRunError & { readonly accountName: string };

const nameRuns = async (ctx: ServiceContext, runs: readonly BillRunReport[]): Promise<NamedBillRun[]> => {
  const sellers = new Map((await listSellers(ctx)).map(({ id, legalName }) => [id as string, legalName]));
  const ids = [...new Set(runs.flatMap((run) => (run.startedByKind === "staff" ? [run.startedById] : [])))];
  const found = ids.length > 0 ? await ctx.db.select().from(users).where(inArray(users.id, ids)) : [];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return runs.map((run) => ({
    ...run,
    sellerName: sellers.get(run.sellerId) ?? "",
    starterName: names.get(run.startedById) ?? null,
  }));
};

const pageSize = 25;

export type BillRunsPage = { readonly runs: readonly NamedBillRun[]; readonly nextCursor: string | null };

/** Runs with who started them and for whom, newest first. */
export const readBillRuns = async (ctx: ServiceContext, before: string | null): Promise<BillRunsPage> => {
  const found = await listBillRuns(ctx, { before, limit: pageSize + 1 });
  const runs = await nameRuns(ctx, found.slice(0, pageSize));
  return { runs, nextCursor: found.length > pageSize ? (runs.at(-1)?.id ?? null) : null };
};

export type BillRunPage = { readonly run: NamedBillRun; readonly errors: readonly NamedBillRunError[] };

/** A run with its progress, its result, and the accounts it could not bill. */
export const readBillRun = async (ctx: ServiceContext, runId: string): Promise<BillRunPage> => {
  const found = await getBillRun(ctx, runId);
  const [run = { ...found, sellerName: "", starterName: null }] = await nameRuns(ctx, [found]);
  const errors = await listBillRunErrors(ctx, runId);
  const ids = errors.map(({ accountId }) => accountId);
  const rows = ids.length > 0 ? await ctx.db.select().from(accounts).where(inArray(accounts.id, ids)) : [];
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return { run, errors: errors.map((error) => ({ ...error, accountName: names.get(error.accountId) ?? "" })) };
};
