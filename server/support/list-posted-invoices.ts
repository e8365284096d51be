import { dayInZone } from "@/server/kernel";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import {
  type InvoiceFilters,
  type InvoiceOrder,
  type InvoicePlaceInList,
  type InvoiceSetSummary,
  type InvoiceSort,
  summarizeInvoices,
} from "./core";
import { type InvoiceListRow, listInvoiceRows, sumInvoiceGroups } from "./invoice-set-queries";

export * from "./core";
export type { InvoiceListRow } from "./invoice-set-queries";

export type InvoiceList = InvoiceSetSummary & {
  readonly rows: readonly InvoiceListRow[];
  readonly next: InvoicePlaceInList | null;
  readonly sellers: readonly { readonly key: string; readonly name: string }[];
};

export type ListPostedInvoices = InvoiceOrder & {
  readonly filters: InvoiceFilters;
  readonly after: InvoicePlaceInList | null;
  readonly zone: string;
};

const pageSize = 50;

const valueIn: Readonly<Record<InvoiceSort, (row: InvoiceListRow) => string>> = {
  issued: ({ issueOn }) => issueOn,
  due: ({ dueOn }) => dueOn,
  total: ({ totalMinor }) => totalMinor.toString(),
  balance: ({ balanceMinor }) => balanceMinor.toString(),
};

const placeOf = (row: InvoiceListRow, sort: InvoiceSort): InvoicePlaceInList => ({
  value: valueIn[sort](row),
  id: row.id,
});

/** A page of every account's posted invoices, with the counts and totals of all that the filters let through. */
export const listPostedInvoices = async (ctx: ServiceContext, input: ListPostedInvoices): Promise<InvoiceList> => {
  requirePermission(ctx.actor, "invoices:read");
  const { zone, ...query } = input;
  const today = dayInZone(ctx.now, zone);
  const [groups, found, sellers] = await Promise.all([
    sumInvoiceGroups(ctx, query.filters, today),
    listInvoiceRows(ctx, { ...query, today, limit: pageSize + 1 }),
    listSellers(ctx),
  ]);
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    ...summarizeInvoices(groups, query.filters),
    rows,
    next: found.length > pageSize && last ? placeOf(last, query.sort) : null,
    sellers: sellers.map(({ key, legalName }) => ({ key, name: legalName })),
  };
};

const batchSize = 5_000;

export type ExportInvoices = Omit<ListPostedInvoices, "after">;

/** All that the filters let through, batch by batch; who may not is told before the first of them. */
export const exportPostedInvoices = (
  ctx: ServiceContext,
  input: ExportInvoices,
): AsyncGenerator<readonly InvoiceListRow[]> => {
  requirePermission(ctx.actor, "invoices:read");
  return readBatches(ctx, input);
};

async function* readBatches(
  ctx: ServiceContext,
  { zone, filters, direction, sort: asked }: ExportInvoices,
): AsyncGenerator<readonly InvoiceListRow[]> {
  // Balances move while it runs, so they cannot lead the way from batch to batch: in their place the day of issue does.
  const sort = asked === "balance" ? "issued" : asked;
  const query = { filters, sort, direction, today: dayInZone(ctx.now, zone), limit: batchSize };
  let after: InvoicePlaceInList | null = null;
  do {
    const rows: InvoiceListRow[] = await listInvoiceRows(ctx, { ...query, after });
    const last = rows.at(-1);
    after = rows.length === batchSize && last ? placeOf(last, sort) : null;
    yield rows;
  } while (after);
}
