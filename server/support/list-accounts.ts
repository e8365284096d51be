import { type AccountBalance, listOpenBalances } from "@/server/invoices";
import { dayInZone } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { type AccountListRow, countAccountGroups, listAccountRows, type OwedSum, sumOwed } from "./account-set-queries";
import { type AccountFilters, type AccountOrder, type AccountSetSummary, summarizeAccounts } from "./core";

export type AccountRow = AccountListRow & {
  /** What it owes, by currency; empty for who may not see it. */
  readonly balances: readonly AccountBalance[];
};

export type AccountList = AccountSetSummary & {
  readonly rows: readonly AccountRow[];
  /** What all of them owe together, by currency. */
  readonly owed: readonly OwedSum[];
  readonly next: string | null;
  readonly mayReadMoney: boolean;
};

export type ListAccounts = AccountOrder & {
  readonly filters: AccountFilters;
  /** The last account of the page before. */
  readonly after: string | null;
  readonly zone: string;
};

const pageSize = 50;

export const seesMoney = ({ actor }: ServiceContext): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.permissions.includes("invoices:read"));

// Who may not see money is not told by a filter or an order either who owes.
const allowed = <Input extends Omit<ListAccounts, "after">>(ctx: ServiceContext, input: Input): Input => {
  if (seesMoney(ctx)) return input;
  const sort = input.sort === "owes" ? "since" : input.sort;
  return { ...input, sort, filters: { ...input.filters, owes: null } };
};

const withBalances = async (ctx: ServiceContext, rows: readonly AccountListRow[]): Promise<AccountRow[]> => {
  if (!seesMoney(ctx)) return rows.map((row) => ({ ...row, owes: "nothing", balances: [] }));
  const balances = await listOpenBalances(
    ctx,
    rows.filter(({ owes }) => owes !== "nothing").map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    balances: (balances.get(row.id) ?? []).filter(({ balanceMinor }) => balanceMinor !== 0n),
  }));
};

/** A page of the accounts that ever bought, with the counts and totals of all that the filters let through. */
export const listAccounts = async (ctx: ServiceContext, input: ListAccounts): Promise<AccountList> => {
  requirePermission(ctx.actor, "accounts:read");
  const { zone, ...query } = allowed(ctx, input);
  const today = dayInZone(ctx.now, zone);
  const mayReadMoney = seesMoney(ctx);
  const [groups, found, owed] = await Promise.all([
    countAccountGroups(ctx, query.filters, today),
    listAccountRows(ctx, { ...query, today, limit: pageSize + 1 }),
    mayReadMoney ? sumOwed(ctx, query.filters, today) : [],
  ]);
  const page = found.slice(0, pageSize);
  const { count, facets } = summarizeAccounts(groups, query.filters);
  return {
    count,
    facets: mayReadMoney ? facets : { ...facets, owes: [] },
    rows: await withBalances(ctx, page),
    owed,
    next: found.length > pageSize ? (page.at(-1)?.id ?? null) : null,
    mayReadMoney,
  };
};

const batchSize = 5_000;

export type ExportAccounts = Omit<ListAccounts, "after">;

/** All that the filters let through, batch by batch; who may not is told before the first of them. */
export const exportAccounts = (ctx: ServiceContext, input: ExportAccounts): AsyncGenerator<readonly AccountRow[]> => {
  requirePermission(ctx.actor, "accounts:read");
  return readBatches(ctx, allowed(ctx, input));
};

async function* readBatches(
  ctx: ServiceContext,
  { zone, filters, direction, sort: asked }: ExportAccounts,
): AsyncGenerator<readonly AccountRow[]> {
  // What is owed moves while it runs, so it cannot lead the way from batch to batch.
  const sort = asked === "owes" ? "since" : asked;
  const query = { filters, sort, direction, today: dayInZone(ctx.now, zone), limit: batchSize };
  let after: string | null = null;
  do {
    const rows: AccountRow[] = await withBalances(ctx, await listAccountRows(ctx, { ...query, after }));
    after = rows.length === batchSize ? (rows.at(-1)?.id ?? null) : null;
    yield rows;
  } while (after);
}
