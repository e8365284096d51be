export type CreditPlace = { readonly accountId: string; readonly sellerId: string; readonly currency: string };

/** Credit never crosses accounts, sellers or currencies. */
export const creditPlaceKey = ({ accountId, sellerId, currency }: CreditPlace): string =>
  [accountId, sellerId, currency].join("|");

export type DocumentToSettle = CreditPlace & {
  readonly invoiceId: string;
  readonly totalMinor: bigint;
  readonly usesCredit: boolean;
};

const moveOf = ({ totalMinor, usesCredit }: DocumentToSettle, heldMinor: bigint): bigint => {
  if (totalMinor < 0n) return -totalMinor;
  if (!usesCredit) return 0n;
  return -(heldMinor < totalMinor ? heldMinor : totalMinor);
};

/**
 * How documents change the credit of their accounts, one after the other: a total below zero becomes credit, and credit
 * pays a total above zero as far as it goes. 30.00 held pay 30.00 of 100.00, and leave 70.00 due.
 */
export const settleWithCredit = (
  documents: readonly DocumentToSettle[],
  held: ReadonlyMap<string, bigint>,
): Map<string, bigint> => {
  const left = new Map(held);
  const moves = new Map<string, bigint>();
  for (const document of documents) {
    const key = creditPlaceKey(document);
    const move = moveOf(document, left.get(key) ?? 0n);
    if (move === 0n) continue;
    left.set(key, (left.get(key) ?? 0n) + move);
    moves.set(document.invoiceId, move);
  }
  return moves;
};
