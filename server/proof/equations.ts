import { sumMinor } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { Equation, EquationId } from "./core/proof-report";
import { documentSums, ledgerSums, rowsOf } from "./proof-queries";

const ledgerAccountOf: Readonly<Record<Exclude<EquationId, "postings">, string>> = {
  receivable: "accounts_receivable",
  cash_clearing: "cash_clearing",
  disputes: "disputes",
  unapplied_payments: "unapplied_payments",
  deferred_revenue: "deferred_revenue",
  revenue: "revenue",
  tax_payable: "tax_payable",
  account_credits: "account_credits",
  breakage: "breakage",
  promotion_expense: "promotion_expense",
  bad_debt: "bad_debt",
};

type Sum = { seller: string; currency: string; minor: bigint; count: number };

const toSum = (row: Record<string, unknown>, count: string): Sum => ({
  seller: String(row.seller),
  currency: String(row.currency),
  minor: BigInt(String(row.minor)),
  count: Number(row[count]),
});

/** The ledger against the documents, for every seller and currency either side knows. */
export const computeEquations = async (ctx: ServiceContext): Promise<Equation[]> => {
  const [ledger, documents] = [await rowsOf(ctx, ledgerSums), await rowsOf(ctx, documentSums)];
  const places = new Set([...ledger, ...documents].map((row) => `${row.seller}|${row.currency}`));
  return [...places].sort().flatMap((place) => {
    const [seller = "", currency = ""] = place.split("|");
    const here = (row: Record<string, unknown>) => row.seller === seller && row.currency === currency;
    return equationsOf({ seller, currency, ledger: ledger.filter(here), documents: documents.filter(here) });
  });
};

type Place = {
  readonly seller: string;
  readonly currency: string;
  readonly ledger: Record<string, unknown>[];
  readonly documents: Record<string, unknown>[];
};

const equationsOf = ({ seller, currency, ledger, documents }: Place): Equation[] => {
  const equations = Object.entries(ledgerAccountOf).map(([id, account]): Equation => {
    const booked = ledger.filter((row) => row.ledger_account === account).map((row) => toSum(row, "entries"));
    const told = documents.filter((row) => row.equation === id).map((row) => toSum(row, "documents"));
    const ledgerMinor = sumMinor(booked.map(({ minor }) => minor));
    const documentsMinor = sumMinor(told.map(({ minor }) => minor));
    return {
      id: id as EquationId,
      seller,
      currency,
      ledgerMinor,
      documentsMinor,
      residueMinor: ledgerMinor - documentsMinor,
      compared: {
        entries: booked.reduce((sum, row) => sum + row.count, 0),
        documents: told.reduce((sum, row) => sum + row.count, 0),
      },
    };
  });
  const all = ledger.map((row) => toSum(row, "entries"));
  const total = sumMinor(all.map(({ minor }) => minor));
  const compared = { accounts: all.length };
  return [
    ...equations,
    { id: "postings", seller, currency, ledgerMinor: total, documentsMinor: 0n, residueMinor: total, compared },
  ];
};
