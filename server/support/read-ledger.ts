import { DomainError, dayInZone, groupBy, type PlainDate } from "@/server/kernel";
import { type JournalEntryView, listEntriesOfSources } from "@/server/ledger";
import { chartOfAccounts } from "@/server/ledger/core";
import { requirePermission, type ServiceContext } from "@/server/platform";
import { listSellers } from "@/server/sellers";
import {
  findRecognitionDay,
  type JournalFilters,
  type JournalRow,
  type LedgerBalance,
  type LedgerPlace,
  listJournalRows,
  listRecognizedRows,
  listSellerCurrencies,
  type OpenInvoices,
  type RecognizedRow,
  sumLedger,
  sumOpenInvoices,
  sumOpenInvoicesOn,
} from "./ledger-queries";

export type { JournalFilters, LedgerBalance, LedgerPlace, RecognizedRow } from "./ledger-queries";

export type JournalEntryInList = JournalRow & { readonly postings: JournalEntryView["postings"] };

export type JournalPage = { readonly entries: readonly JournalEntryInList[]; readonly next: LedgerPlace | null };

const pageSize = 50;

/** The journal, newest first, with what each entry posts. */
export const listJournal = async (
  ctx: ServiceContext,
  input: { readonly filters: JournalFilters; readonly after: LedgerPlace | null },
): Promise<JournalPage> => {
  requirePermission(ctx.actor, "ledger:read");
  const found = await listJournalRows(ctx, input.filters, { after: input.after, limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const views = await listEntriesOfSources(
    ctx,
    rows.map(({ sourceId }) => sourceId),
  );
  const postingsOf = new Map(views.map(({ id, postings }) => [id, postings]));
  const last = rows.at(-1);
  return {
    entries: rows.map((row) => ({ ...row, postings: postingsOf.get(row.id) ?? [] })),
    next: found.length > pageSize && last ? { day: last.postedOn, id: last.id } : null,
  };
};

export type TrialBalance = {
  readonly sellerKey: string;
  readonly sellerName: string;
  readonly currency: string;
  readonly rows: readonly (LedgerBalance & { readonly type: LedgerAccountType })[];
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly receivableMinor: bigint;
  readonly openInvoices: { readonly balanceMinor: bigint; readonly count: number };
};

export type LedgerAccountType = (typeof chartOfAccounts)[number]["type"];

const typeOf = (code: string): LedgerAccountType =>
  chartOfAccounts.find((account) => account.code === code)?.type ?? "asset";

const rankOf = (code: string): number => chartOfAccounts.findIndex((account) => account.code === code);

const sum = (rows: readonly LedgerBalance[], of: (row: LedgerBalance) => bigint): bigint =>
  rows.reduce((total, row) => total + of(row), 0n);

const toTrialBalance = (
  rows: readonly LedgerBalance[],
  place: { readonly sellerKey: string; readonly sellerName: string; readonly currency: string },
  open: OpenInvoices | undefined,
): TrialBalance => ({
  ...place,
  rows: [...rows]
    .sort((a, b) => rankOf(a.ledgerAccount) - rankOf(b.ledgerAccount))
    .map((row) => ({ ...row, type: typeOf(row.ledgerAccount) })),
  debitMinor: sum(rows, (row) => row.debitMinor),
  creditMinor: sum(rows, (row) => row.creditMinor),
  receivableMinor: sum(
    rows.filter(({ ledgerAccount }) => ledgerAccount === "accounts_receivable"),
    (row) => row.debitMinor - row.creditMinor,
  ),
  openInvoices: { balanceMinor: open?.balanceMinor ?? 0n, count: open?.count ?? 0 },
});

export type ReadTrialBalances = {
  readonly day: PlainDate | null;
  readonly zone: string;
  readonly sellerKey: string | null;
  readonly currency: string | null;
};

/** Every seller's books in each currency as of a day, beside what its invoices say is owed. No day means all that is booked. */
export const readTrialBalances = async (ctx: ServiceContext, input: ReadTrialBalances): Promise<TrialBalance[]> => {
  requirePermission(ctx.actor, "ledger:read");
  const { day } = input;
  // Documents carry the day of their account's zone, which can be ahead of ours: by default nothing booked is left out.
  const [balances, open, sellers] = await Promise.all([
    sumLedger(ctx, day ?? lastDay),
    day === null ? sumOpenInvoices(ctx) : sumOpenInvoicesOn(ctx, day),
    listSellers(ctx),
  ]);
  const names = new Map(sellers.map(({ key, legalName }) => [key, legalName]));
  const kept = balances.filter(
    (row) =>
      (input.sellerKey === null || row.sellerKey === input.sellerKey) &&
      (input.currency === null || row.currency === input.currency),
  );
  return [...groupBy(kept, (row) => `${row.sellerKey}|${row.currency}`)].map(([place, rows]) => {
    const [sellerKey = "", currency = ""] = place.split("|");
    const owed = open.find((row) => row.sellerKey === sellerKey && row.currency === currency);
    return toTrialBalance(rows, { sellerKey, currency, sellerName: names.get(sellerKey) ?? sellerKey }, owed);
  });
};

const lastDay = "9999-12-31" as PlainDate;

export type RecognitionPage = {
  readonly day: PlainDate;
  readonly rows: readonly RecognizedRow[];
  readonly next: string | null;
};

/** The invoices behind revenue recognized together: the way on from such an entry to its documents. */
export const listRecognition = async (
  ctx: ServiceContext,
  input: { readonly recognitionId: string; readonly after: string | null },
): Promise<RecognitionPage> => {
  requirePermission(ctx.actor, "ledger:read");
  const day = await findRecognitionDay(ctx, input.recognitionId);
  if (!day) throw new DomainError("not_found", "recognition.not_found", "No revenue was recognized under this id.");
  const found = await listRecognizedRows(ctx, input.recognitionId, { after: input.after, limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return { day, rows, next: found.length > pageSize && last ? `${last.lineId}~${last.month}` : null };
};

export type LedgerChoices = {
  readonly sellers: readonly { readonly key: string; readonly name: string }[];
  readonly currencies: readonly string[];
  readonly today: PlainDate;
};

/** What the filters of the ledger offer. */
export const listLedgerChoices = async (ctx: ServiceContext, zone: string): Promise<LedgerChoices> => {
  requirePermission(ctx.actor, "ledger:read");
  const [sellers, currencies] = await Promise.all([listSellers(ctx), listSellerCurrencies(ctx)]);
  return {
    sellers: sellers.map(({ key, legalName }) => ({ key, name: legalName })),
    currencies,
    today: dayInZone(ctx.now, zone),
  };
};
