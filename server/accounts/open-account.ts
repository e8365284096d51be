import { type AccountId, DomainError } from "@/server/kernel";
import { inTransaction, makeId, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import {
  type Account,
  bucketOf,
  getAccount,
  insertAccount,
  insertContact,
  lockAccount,
  updateDetails,
  updateStatedTax,
} from "./accounts-store";
import type { BillToContact } from "./core/bill-to-contact";
import { checkSegment } from "./core/check-segment";

export type AccountDetails = {
  readonly name: string;
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly taxId: string | null;
  readonly taxIdStatus: "none" | "pending" | "valid" | "invalid";
  readonly billTo: BillToContact;
};

/** What was agreed with it: days that its invoices may stay unpaid, its billing day, a rate of tax, its segment. */
export type AgreedTerms = {
  readonly netDays?: number;
  readonly billingDay?: number | null;
  readonly statedTaxPercent?: string | null;
  readonly segment?: string | null;
};

/** Opens an account that is not active yet: its first completed order activates it, and until then it is on no list. */
export const openAccount = (ctx: ServiceContext, input: AccountDetails & AgreedTerms): Promise<Account> =>
  inTransaction(ctx, async (inner) => {
    const id: AccountId = makeId("acc");
    const { billTo, netDays = 0, billingDay = null, statedTaxPercent = null, segment = null, ...account } = input;
    checkSegment(segment);
    const opened = insertAccount(inner, {
      ...account,
      netDays,
      billingDay,
      statedTaxPercent,
      segment,
      id,
      bucket: bucketOf(id),
      createdAt: inner.now,
      activatedAt: null,
    });
    const addressed = insertContact(inner, { ...billTo, id: makeId("con"), accountId: id });
    const audited = recordAudit(inner, { action: "accounts:open", accountId: id, subjectIds: [id] });
    await Promise.all([opened, addressed, audited]);
    return getAccount(inner, id);
  });

/** The details of an account that has bought nothing yet, corrected at a second try of its checkout. */
export const reviseUnusedAccount = (ctx: ServiceContext, accountId: string, input: AccountDetails): Promise<Account> =>
  inTransaction(ctx, async (inner) => {
    const account = await lockAccount(inner, accountId);
    if (account.activatedAt) {
      throw new DomainError(
        "invalid_state",
        "account.in_use",
        "This account is in use; its details are changed by its owner.",
      );
    }
    const { billTo, ...details } = input;
    await updateDetails(inner, accountId, details, billTo);
    await recordAudit(inner, { action: "accounts:revise", accountId, subjectIds: [accountId] });
    return getAccount(inner, accountId);
  });

/** The rate of tax agreed for an account, in percent: it holds for what is billed from now on. */
export const setStatedTax = (
  ctx: ServiceContext,
  { accountId, percent }: { readonly accountId: string; readonly percent: string | null },
): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "subscriptions:change");
    await lockAccount(inner, accountId);
    await updateStatedTax(inner, accountId, percent);
    await recordAudit(inner, { action: "accounts:set_stated_tax", accountId, subjectIds: [accountId] });
  });
