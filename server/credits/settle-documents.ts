import { listAccountsByIds } from "@/server/accounts";
import { listMetersOfCharges } from "@/server/catalog";
import { dayInZone, type PlainDate } from "@/server/kernel";
import { makeId, type ServiceContext, type TransactionContext } from "@/server/platform";
import {
  type CreditPlace,
  type DocumentMove,
  type DocumentToSettle,
  familyLabel,
  type HeldGrant,
  meterLabel,
  ownMoney,
  settleWithCredit,
} from "./core";
import { lockBalances } from "./credit-store";
import { listOpenGrants } from "./grants-store";
import { moveCredit } from "./move-credit";

export type DocumentForCredit = CreditPlace & {
  readonly invoiceId: string;
  readonly totalMinor: bigint;
  readonly usesCredit: boolean;
  readonly lines: readonly { readonly grossMinor: bigint; readonly family: string; readonly chargeId: string | null }[];
};

export type PostedDocument = DocumentForCredit & { readonly postedOn: PlainDate; readonly policyId: number };

export type CreditMoves = ReadonlyMap<string, DocumentMove>;

/** How documents about to be posted change their accounts' credit, read in one query; nothing moves yet. */
export const planCreditMoves = async (
  ctx: TransactionContext,
  documents: readonly DocumentForCredit[],
): Promise<CreditMoves> => {
  const concerned = documents.filter(({ totalMinor, usesCredit }) => usesCredit || totalMinor < 0n);
  if (concerned.length === 0) return new Map();
  const accountIds = concerned.map(({ accountId }) => accountId);
  await lockBalances(ctx, accountIds);
  return planWith(ctx, concerned, await listOpenGrants(ctx, accountIds));
};

/** What a document that may come on a day would take of the grants that are held now. */
export const previewCreditUse = async (
  ctx: ServiceContext,
  document: DocumentForCredit & { readonly on: PlainDate },
): Promise<DocumentMove> => {
  const moves = await planWith(ctx, [document], await listOpenGrants(ctx, [document.accountId]));
  return moves.get(document.invoiceId) ?? { movedMinor: 0n, parts: [] };
};

type DatedDocument = DocumentForCredit & { readonly on?: PlainDate };

const planWith = async (
  ctx: ServiceContext,
  documents: readonly DatedDocument[],
  grants: readonly HeldGrant[],
): Promise<CreditMoves> => {
  if (grants.length === 0 && documents.every(({ totalMinor }) => totalMinor >= 0n)) return new Map();
  const [dayOf, meterOf] = [await loadDays(ctx, documents, grants), await loadMeters(ctx, documents, grants)];
  const labelsOf = (family: string, chargeId: string | null): string[] => {
    const meter = meterOf.get(chargeId ?? "");
    return [familyLabel(family), ...(meter === undefined ? [] : [meterLabel(meter)])];
  };
  return settleWithCredit(
    documents.map((document) => ({
      ...document,
      on: document.on ?? dayOf(document.accountId),
      lines: document.lines.map(({ grossMinor, family, chargeId }) => ({
        grossMinor,
        labels: labelsOf(family, chargeId),
      })),
      grant: toGrant(document),
    })),
    grants,
  );
};

const toGrant = ({ accountId, sellerId, currency, totalMinor }: DocumentForCredit): DocumentToSettle["grant"] =>
  totalMinor < 0n
    ? { ...ownMoney, id: makeId("acg"), accountId, sellerId, currency, remainingMinor: -totalMinor }
    : null;

/** Each account's own day; read only where something of it expires. */
const loadDays = async (
  ctx: ServiceContext,
  documents: readonly DatedDocument[],
  grants: readonly HeldGrant[],
): Promise<(accountId: string) => PlainDate> => {
  const expiring = new Set(grants.filter(({ expiresOn }) => expiresOn !== null).map(({ accountId }) => accountId));
  const concerned = documents.filter(({ accountId, on }) => on === undefined && expiring.has(accountId));
  const accounts = await listAccountsByIds(ctx, [...new Set(concerned.map(({ accountId }) => accountId))]);
  const zones = new Map<string, string>(accounts.map(({ id, timeZone }) => [id, timeZone]));
  return (accountId) => dayInZone(ctx.now, zones.get(accountId) ?? "UTC");
};

/** The meter of each charge; read only where a grant is for a meter. */
const loadMeters = async (
  ctx: ServiceContext,
  documents: readonly DatedDocument[],
  grants: readonly HeldGrant[],
): Promise<Map<string, string>> => {
  const isMetered = grants.some(({ scope }) => scope?.some((label) => label.startsWith(meterLabel(""))));
  if (!isMetered) return new Map();
  return listMetersOfCharges(
    ctx,
    documents.flatMap(({ lines }) => lines.flatMap(({ chargeId }) => chargeId ?? [])),
  );
};

/** Moves what was planned, once the documents are posted. */
export const settleDocuments = async (
  ctx: TransactionContext,
  documents: readonly PostedDocument[],
  moves: CreditMoves,
): Promise<void> => {
  await moveCredit(
    ctx,
    documents.flatMap(({ accountId, sellerId, currency, invoiceId, postedOn, policyId }) =>
      (moves.get(invoiceId)?.parts ?? []).map(({ grant, amountMinor }) => {
        const movement = {
          ...{ accountId, sellerId, currency, invoiceId, amountMinor, policyId, movedOn: postedOn },
          ...{ creditNoteId: null, paymentId: null, reason: null, requestKey: null },
        };
        return amountMinor > 0n
          ? { ...movement, kind: "negative_invoice" as const, opens: { id: grant.id, terms: ownMoney } }
          : { ...movement, kind: "applied" as const, of: grant };
      }),
    ),
  );
};
