import { getAccount } from "@/server/accounts";
import { dayInZone, type PlainDate } from "@/server/kernel";
import type { TransactionContext } from "@/server/platform";
import { isGone, termsOfReturned } from "./core";
import { listTakenByInvoice, type TakenOfGrant } from "./grants-store";
import { type CreditMove, moveCredit } from "./move-credit";

export type ReturnCredit = { readonly invoiceId: string; readonly movedOn: PlainDate; readonly policyId: number };

/**
 * Gives back what an invoice took, to the grants it was taken of. Where one has expired meanwhile, the amount becomes a
 * grant of the same terms with the days that were left. Whoever calls has locked the account.
 */
export const returnCredit = async (ctx: TransactionContext, { invoiceId, ...input }: ReturnCredit): Promise<void> => {
  const taken = await listTakenByInvoice(ctx, invoiceId);
  const [first] = taken;
  if (!first) return;
  const { timeZone } = await getAccount(ctx, first.grant.accountId);
  const today = dayInZone(ctx.now, timeZone);
  await moveCredit(
    ctx,
    taken.map(({ grant, takenMinor, takenAt }: TakenOfGrant): CreditMove => {
      const { accountId, sellerId, currency } = grant;
      const movement = {
        ...{ accountId, sellerId, currency, invoiceId, amountMinor: takenMinor, ...input },
        ...{ creditNoteId: null, paymentId: null, reason: null, requestKey: null },
      };
      if (!isGone(grant, today)) return { ...movement, kind: "returned", of: grant };
      const { kind, expiresOn, priority, scope } = grant;
      const terms = termsOfReturned({ kind, expiresOn, priority, scope }, dayInZone(takenAt, timeZone), today);
      return { ...movement, kind: "reinstated", opens: { terms } };
    }),
  );
};
