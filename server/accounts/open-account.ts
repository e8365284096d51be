import type { AccountId } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, type ServiceContext } from "@/server/platform";
import { type Account, bucketOf, getAccount, insertAccount, insertContact } from "./accounts-store";
import type { BillToContact } from "./core/bill-to-contact";

export type OpenAccountInput = {
  readonly name: string;
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly taxId: string | null;
  readonly taxIdStatus: "none" | "pending" | "valid" | "invalid";
  readonly billTo: BillToContact;
};

/** Opens an account that is not active yet: its first completed order activates it, and until then it is on no list. */
export const openAccount = (ctx: ServiceContext, input: OpenAccountInput): Promise<Account> =>
  inTransaction(ctx, async (inner) => {
    const id: AccountId = makeId("acc");
    const { billTo, ...account } = input;
    await insertAccount(inner, {
      ...account,
      id,
      bucket: bucketOf(id),
      createdAt: inner.now,
      activatedAt: null,
    });
    await insertContact(inner, { ...billTo, id: makeId("con"), accountId: id });
    await recordAudit(inner, { action: "accounts:open", accountId: id, subjectIds: [id] });
    return getAccount(inner, id);
  });
