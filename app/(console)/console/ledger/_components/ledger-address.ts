import type { Route } from "next";
import { z } from "zod";
import { isPlainDate, type PlainDate } from "@/server/kernel";
import { type LedgerAccountCode, ledgerAccountCodes } from "@/server/ledger/core";
import type { LedgerPlace } from "@/server/support";
import { dayOrNull, matching, oneOf } from "../../_components/query-words";

export const ledgerViews = ["entries", "trial", "balances"] as const;
export type LedgerView = (typeof ledgerViews)[number];

export type LedgerAddress = {
  readonly view: LedgerView;
  readonly ledgerAccount: LedgerAccountCode | null;
  readonly sellerKey: string | null;
  readonly currency: string | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** Of balances: the day at whose end they stand; null for all that is booked. */
  readonly day: PlainDate | null;
  readonly after: LedgerPlace | null;
};

const params = z.object({
  view: oneOf(ledgerViews),
  account: oneOf(ledgerAccountCodes),
  seller: matching(/^[a-z0-9-]{1,40}$/),
  currency: matching(/^[A-Z]{3}$/),
  from: dayOrNull,
  to: dayOrNull,
  day: dayOrNull,
  after: matching(/^\d{4}-\d\d-\d\d~jre_[0-9a-z]{26}$/),
});

const readPlace = (text: string | null): LedgerPlace | null => {
  const [day = "", id = ""] = text?.split("~") ?? [];
  return isPlainDate(day) ? { day, id } : null;
};

/** Values that make no sense are as if they were not there. */
export const readLedgerAddress = (given: unknown): LedgerAddress => {
  const { view, account, seller, currency, from, to, day, after } = params.parse(given);
  return {
    view: view ?? "entries",
    ledgerAccount: account,
    sellerKey: seller,
    currency,
    from,
    to,
    day,
    after: readPlace(after),
  };
};

export const ledgerHref = (address: Partial<LedgerAddress>): Route => {
  const { view, ledgerAccount, sellerKey, currency, from, to, day, after } = address;
  const all = {
    view: view === "entries" ? null : view,
    account: ledgerAccount,
    seller: sellerKey,
    currency,
    from,
    to,
    day,
    after: after && `${after.day}~${after.id}`,
  };
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) written.set(name, value);
  return (written.size > 0 ? `/console/ledger?${written}` : "/console/ledger") as Route;
};

export const isFilteredLedger = (address: LedgerAddress): boolean =>
  ledgerHref({ ...address, after: null }) !== ledgerHref({ view: address.view });

/** The way from an entry of revenue recognized together to the invoices behind it. */
export const recognitionHref = (recognitionId: string, after?: string): Route =>
  `/console/ledger?${new URLSearchParams({ recognition: recognitionId, ...(after ? { part: after } : {}) })}` as Route;

const recognitionParams = z.object({
  recognition: matching(/^rec_[0-9a-z]{26}$/),
  part: matching(/^inl_[0-9a-z]{26}~\d{4}-\d\d$/),
});

export const readRecognitionAddress = (given: unknown): { recognitionId: string; after: string | null } | null => {
  const { recognition, part } = recognitionParams.parse(given);
  return recognition ? { recognitionId: recognition, after: part } : null;
};
