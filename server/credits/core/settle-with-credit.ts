import { groupBy, ONE, type PlainDate, rational, sumMinor, ZERO } from "@/server/kernel";
import type { GrantTerms } from "./credit-grant";
import { type CreditGrant, type DrawdownOrder, drawDown } from "./draw-down";

export type CreditPlace = { readonly accountId: string; readonly sellerId: string; readonly currency: string };

/** Credit never crosses accounts, sellers or currencies. */
export const creditPlaceKey = ({ accountId, sellerId, currency }: CreditPlace): string =>
  [accountId, sellerId, currency].join("|");

export type HeldGrant = CreditPlace & GrantTerms & { readonly id: string; readonly remainingMinor: bigint };

export type DocumentToSettle = CreditPlace & {
  readonly invoiceId: string;
  readonly totalMinor: bigint;
  readonly usesCredit: boolean;
  /** The account's day: what has gone by then pays nothing. */
  readonly on: PlainDate;
  /** What its lines come to with their tax, and the labels that a scope may name. */
  readonly lines: readonly { readonly grossMinor: bigint; readonly labels: readonly string[] }[];
  /** Under what id its total, where below zero, is held as a grant. */
  readonly grant: HeldGrant | null;
};

/** Below zero a part was taken of a grant; above zero it opened one. */
export type GrantPart = { readonly grant: Pick<HeldGrant, "id" | "kind">; readonly amountMinor: bigint };
export type DocumentMove = { readonly movedMinor: bigint; readonly parts: readonly GrantPart[] };

/** Whoever gives a grant a rank means it; what goes soon is used before what stays, gifts before the account's own money. */
const order: readonly DrawdownOrder[] = ["priority", "expiry", "free_first", "narrow_first"];

const toDrawn = (grant: HeldGrant): CreditGrant => ({
  id: grant.id,
  amount: rational(grant.remainingMinor),
  createdOn: null,
  expiresOn: grant.expiresOn,
  priority: rational(BigInt(grant.priority)),
  costBasis: grant.kind === "paid" ? ONE : ZERO,
  scopeSize: grant.scope === null ? null : rational(BigInt(grant.scope.length)),
});

type Payable = { readonly amountMinor: bigint; readonly grants: readonly HeldGrant[] };

const covers = ({ scope }: HeldGrant, labels: readonly string[]): boolean =>
  scope === null || scope.some((label) => labels.includes(label));

/**
 * What of a document which grants may pay. What fewer may pay comes first, so that a grant for everything is not spent on
 * what a narrow one could have paid.
 */
const payablesOf = ({ totalMinor, lines }: DocumentToSettle, grants: readonly HeldGrant[]): Payable[] => {
  if (grants.every(({ scope }) => scope === null)) return [{ amountMinor: totalMinor, grants }];
  const withGrants = lines.map((line) => ({ ...line, grants: grants.filter((grant) => covers(grant, line.labels)) }));
  return [...groupBy(withGrants, (line) => line.grants.map(({ id }) => id).join("|")).values()]
    .map((group) => ({
      amountMinor: sumMinor(group.map(({ grossMinor }) => grossMinor)),
      grants: group[0]?.grants ?? [],
    }))
    .sort((a, b) => a.grants.length - b.grants.length);
};

/** In the order in which grants are drawn down. */
const takeFor = (document: DocumentToSettle, held: readonly HeldGrant[]): GrantPart[] => {
  const taken = new Map<string, bigint>();
  const leftOf = ({ id, remainingMinor }: HeldGrant): bigint => remainingMinor - (taken.get(id) ?? 0n);
  let unpaid = document.totalMinor;
  for (const { amountMinor, grants } of payablesOf(document, held)) {
    const due = amountMinor < unpaid ? amountMinor : unpaid;
    if (due <= 0n) continue;
    const drawn = drawDown(
      grants.map((grant) => toDrawn({ ...grant, remainingMinor: leftOf(grant) })),
      [{ amount: rational(due), on: document.on }],
      order,
    );
    for (const { grantId, amount } of drawn.debits.flatMap((debit) => debit.taken)) {
      unpaid -= amount.n;
      taken.set(grantId, (taken.get(grantId) ?? 0n) + amount.n);
    }
  }
  return [...taken].flatMap(([id, amountMinor]) =>
    held.filter((grant) => grant.id === id).map(({ kind }) => ({ grant: { id, kind }, amountMinor: -amountMinor })),
  );
};

/**
 * How documents change the credit of their accounts, one after the other: a total below zero becomes a grant, and grants
 * pay a total above zero as far as they go, in their order. Of 100.00 held, 30.00 of them until the 30th, a document of
 * 50.00 takes the 30.00 and then 20.00.
 */
export const settleWithCredit = (
  documents: readonly DocumentToSettle[],
  held: readonly HeldGrant[],
): Map<string, DocumentMove> => {
  const grants = new Map<string, readonly HeldGrant[]>(groupBy(held, creditPlaceKey));
  const moves = new Map<string, DocumentMove>();
  for (const document of documents) {
    const key = creditPlaceKey(document);
    const here = grants.get(key) ?? [];
    const { grant, totalMinor, usesCredit } = document;
    if (totalMinor < 0n && grant) {
      grants.set(key, [...here, grant]);
      moves.set(document.invoiceId, {
        movedMinor: -totalMinor,
        parts: [{ grant: { id: grant.id, kind: grant.kind }, amountMinor: -totalMinor }],
      });
    }
    if (totalMinor <= 0n || !usesCredit) continue;
    const parts = takeFor(document, here);
    if (parts.length === 0) continue;
    const takenOf = new Map(parts.map((part) => [part.grant.id, part.amountMinor]));
    grants.set(
      key,
      here.map((one) => ({ ...one, remainingMinor: one.remainingMinor + (takenOf.get(one.id) ?? 0n) })),
    );
    moves.set(document.invoiceId, { movedMinor: sumMinor(parts.map(({ amountMinor }) => amountMinor)), parts });
  }
  return moves;
};
