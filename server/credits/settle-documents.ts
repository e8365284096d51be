import type { PlainDate } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";
import { type DocumentToSettle, settleWithCredit } from "./core";
import { lockBalances } from "./credit-store";
import { moveCredit } from "./move-credit";

export type PostedDocument = DocumentToSettle & { readonly postedOn: PlainDate; readonly policyId: number };

export type CreditMoves = ReadonlyMap<string, bigint>;

/** How documents about to be posted change their accounts' credit, read in one query; nothing moves yet. */
export const planCreditMoves = async (
  ctx: TransactionContext,
  documents: readonly DocumentToSettle[],
): Promise<CreditMoves> => {
  const concerned = documents.filter(({ totalMinor, usesCredit }) => usesCredit || totalMinor < 0n);
  if (concerned.length === 0) return new Map();
  const held = await lockBalances(
    ctx,
    concerned.map(({ accountId }) => accountId),
  );
  return settleWithCredit(concerned, held);
};

/** Moves what was planned, once the documents are posted. */
export const settleDocuments = async (
  ctx: TransactionContext,
  documents: readonly PostedDocument[],
  moves: CreditMoves,
): Promise<void> => {
  await moveCredit(
    ctx,
    documents.flatMap((document) => {
      const amountMinor = moves.get(document.invoiceId) ?? 0n;
      if (amountMinor === 0n) return [];
      const { accountId, sellerId, currency, invoiceId, postedOn, policyId } = document;
      return [
        {
          ...{ accountId, sellerId, currency, invoiceId, amountMinor, policyId },
          kind: amountMinor > 0n ? ("negative_invoice" as const) : ("applied" as const),
          movedOn: postedOn,
          ...{ creditNoteId: null, paymentId: null, reason: null, requestKey: null },
        },
      ];
    }),
  );
};
