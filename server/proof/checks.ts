import { hashOfLines } from "@/server/billing/core";
import { groupBy } from "@/server/kernel";
import { firstSealHash, hashOfPostings, hashOfSeal } from "@/server/ledger/core";
import type { BookedCharge } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import type { Check, CheckId } from "./core/proof-report";
import { reevaluateLine } from "./core/reevaluate-line";
import {
  allPostings,
  balancesOff,
  documentsWithoutPartner,
  grantsOff,
  invoicesNotAddingUp,
  linesToReevaluate,
  notesNotAddingUp,
  rowsOf,
  sealsInOrder,
  seriesWithGaps,
  succeededPayments,
  sumsOff,
  unbalancedEntries,
  unsealedEntries,
} from "./proof-queries";

export const toCheck = (id: CheckId, compared: number, offenders: readonly unknown[]): Check => ({
  id,
  compared,
  residue: offenders.length,
  offenders: offenders.slice(0, 10).map(String),
});

export type ComparedCounts = Readonly<Record<"documents" | "entries" | "payments" | "balances" | "grants", number>>;

export const computeStoredChecks = async (ctx: ServiceContext, counts: ComparedCounts): Promise<Check[]> => {
  const ids = async (query: Parameters<typeof rowsOf>[1]) => (await rowsOf(ctx, query)).map((row) => row.id);
  return [
    toCheck("entries_balance", counts.entries, await ids(unbalancedEntries)),
    toCheck("invoices_add_up", counts.documents, [
      ...(await ids(invoicesNotAddingUp)),
      ...(await ids(notesNotAddingUp)),
    ]),
    toCheck("numbers_without_gaps", counts.documents, await ids(seriesWithGaps)),
    toCheck("documents_entries_events", counts.documents + counts.payments, await ids(documentsWithoutPartner)),
    toCheck("stored_balances", counts.balances, await ids(balancesOff)),
    toCheck("credit_grants", counts.grants, await ids(grantsOff)),
    toCheck("stored_sums", counts.documents + counts.entries, await ids(sumsOff)),
  ];
};

/** Every line against its own derivation, and every invoice's lines against what was promised. */
export const checkDerivations = async (ctx: ServiceContext): Promise<Check> => {
  const rows = await rowsOf(ctx, linesToReevaluate);
  const wrong = rows
    .filter((row) => {
      const line = { currency: String(row.currency), derivation: row.derivation as Record<string, unknown> };
      return reevaluateLine(line) !== BigInt(String(row.net_minor));
    })
    .map((row) => row.id);
  const broken = [...groupBy(rows, (row) => String(row.invoice_id))]
    .filter(
      ([, lines]) => hashOfLines(String(lines[0]?.currency), lines.map(toPromisedLine)) !== lines[0]?.promise_hash,
    )
    .map(([invoiceId]) => invoiceId);
  return toCheck("derivations", rows.length, [...wrong, ...broken]);
};

const toPromisedLine = (row: Record<string, unknown>) => ({
  chargeId: String(row.charge_id),
  kind: String(row.kind),
  serviceStartOn: String(row.start_on),
  serviceEndOn: String(row.end_on),
  quantity: String(row.quantity),
  netMinor: BigInt(String(row.net_minor)),
  taxMinor: BigInt(String(row.tax_minor)),
});

/** The gateway's own book, read over HTTP, against our payments: one succeeded charge for one payment, to the cent. */
export const checkGatewayBook = async (ctx: ServiceContext, book: readonly BookedCharge[]): Promise<Check> => {
  const ours = new Map((await rowsOf(ctx, succeededPayments)).map((row) => [String(row.gateway_charge_id), row]));
  const succeeded = book.filter((charge) => charge.status === "succeeded");
  const unknownToUs = succeeded.filter((charge) => {
    const payment = ours.get(charge.chargeId);
    const agrees =
      payment?.id === charge.paymentId &&
      payment.currency === charge.currency &&
      BigInt(String(payment.amount_minor)) === charge.amountMinor &&
      BigInt(String(payment.refunded)) === charge.refundedMinor &&
      BigInt(String(payment.disputed)) === charge.disputedMinor;
    return !agrees;
  });
  const theirs = new Set(succeeded.map((charge) => charge.chargeId));
  const unknownToThem = [...ours].filter(([chargeId]) => !theirs.has(chargeId)).map(([, row]) => row.id);
  return toCheck("gateway_book", Math.max(succeeded.length, ours.size), [
    ...unknownToUs.map((charge) => charge.chargeId),
    ...unknownToThem,
  ]);
};

export const checkSeals = async (ctx: ServiceContext, entries: number): Promise<Check> => {
  const postings = (await rowsOf(ctx, allPostings)).map((row) => ({
    entryId: String(row.entry_id),
    position: Number(row.position),
    ledgerAccount: String(row.ledger_account),
    detail: String(row.detail),
    amountMinor: BigInt(String(row.amount_minor)),
    currency: String(row.currency),
    postedOn: String(row.posted_on),
  }));
  const byEntry = groupBy(postings, (posting) => posting.entryId);
  const offenders: unknown[] = (await rowsOf(ctx, unsealedEntries)).map((row) => row.id);
  const previous = new Map<string, string>();
  for (const seal of await rowsOf(ctx, sealsInOrder)) {
    const seller = String(seal.seller_id);
    const entryIds = [...(seal.entry_ids as string[])].sort();
    const entriesHash = hashOfPostings(entryIds.flatMap((id) => byEntry.get(id) ?? []));
    const expected = hashOfSeal(previous.get(seller) ?? firstSealHash, entriesHash);
    if (expected !== seal.hash) offenders.push(`${seller} ${seal.sequence}`);
    previous.set(seller, String(seal.hash));
  }
  return toCheck("seals", entries, offenders);
};
