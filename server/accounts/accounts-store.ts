import { createHash } from "node:crypto";
import { asc, eq, inArray } from "drizzle-orm";
import { accounts, contacts } from "@/db/schema/accounts";
import { type AccountId, type ContactId, DomainError } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { BillToContact } from "./core/bill-to-contact";

export type Account = {
  readonly id: AccountId;
  readonly reference: string;
  readonly bucket: number;
  readonly name: string;
  readonly kind: "personal" | "business";
  readonly country: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly taxId: string | null;
  readonly taxIdStatus: "none" | "pending" | "valid" | "invalid";
  readonly netDays: number;
  readonly billingDay: number | null;
  readonly statedTaxPercent: string | null;
  /** What kind of customer it is, as far as prices go. */
  readonly segment: string | null;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly version: number;
};

export const toAccount = (row: typeof accounts.$inferSelect): Account => ({
  ...row,
  id: row.id as AccountId,
  reference: formatAccountReference(row.reference),
});

export const formatAccountReference = (reference: bigint): string => `ACC-${reference.toString().padStart(6, "0")}`;

/** Spreads accounts evenly over 1024 buckets: the unit by which bill runs are divided among workers. */
export const bucketOf = (accountId: string): number =>
  createHash("sha256").update(accountId).digest().readUInt16BE(0) & 1023;

const notFound = () => new DomainError("not_found", "account.not_found", "There is no such account.");

export const getAccount = async (ctx: ServiceContext, id: string): Promise<Account> => {
  const [row] = await ctx.db.select().from(accounts).where(eq(accounts.id, id));
  if (!row) throw notFound();
  return toAccount(row);
};

const referenceText = /^ACC-0*(\d{1,15})$/i;

/** The account that people call so; null where there is none. */
export const findAccountByReference = async (ctx: ServiceContext, reference: string): Promise<Account | null> => {
  const digits = referenceText.exec(reference.trim())?.[1];
  if (!digits) return null;
  const [row] = await ctx.db
    .select()
    .from(accounts)
    .where(eq(accounts.reference, BigInt(digits)));
  return row ? toAccount(row) : null;
};

/** Every verb that bills, changes or credits an account takes its row first. */
export const lockAccount = async (ctx: ServiceContext, id: string): Promise<Account> => {
  const [row] = await ctx.db.select().from(accounts).where(eq(accounts.id, id)).for("no key update");
  if (!row) throw notFound();
  return toAccount(row);
};

/** The same for many, in id order, so that two who take several never wait for each other. */
export const lockAccounts = async (ctx: ServiceContext, ids: readonly string[]): Promise<Account[]> => {
  const rows = await ctx.db
    .select()
    .from(accounts)
    .where(inArray(accounts.id, [...ids]))
    .orderBy(asc(accounts.id))
    .for("no key update");
  return rows.map(toAccount);
};

export const insertAccount = async (
  ctx: ServiceContext,
  account: Omit<Account, "reference" | "version">,
): Promise<void> => {
  await ctx.db.insert(accounts).values({ ...account });
};

export const setActivated = async (ctx: ServiceContext, id: string): Promise<void> => {
  await ctx.db.update(accounts).set({ activatedAt: ctx.now }).where(eq(accounts.id, id));
};

export const setBillingDay = async (ctx: ServiceContext, id: string, billingDay: number): Promise<void> => {
  await ctx.db.update(accounts).set({ billingDay }).where(eq(accounts.id, id));
};

export const updateStatedTax = async (ctx: ServiceContext, id: string, percent: string | null): Promise<void> => {
  await ctx.db.update(accounts).set({ statedTaxPercent: percent }).where(eq(accounts.id, id));
};

export const updateSegment = async (ctx: ServiceContext, id: string, segment: string | null): Promise<void> => {
  await ctx.db.update(accounts).set({ segment }).where(eq(accounts.id, id));
};

export const insertContact = async (
  ctx: ServiceContext,
  contact: BillToContact & { readonly id: ContactId; readonly accountId: AccountId },
): Promise<void> => {
  await ctx.db.insert(contacts).values({ ...contact, kind: "bill_to", addressLines: [...contact.addressLines] });
};

type StoredDetails = Pick<Account, "name" | "kind" | "country" | "timeZone" | "currency" | "taxId" | "taxIdStatus">;

export const updateDetails = async (
  ctx: ServiceContext,
  id: string,
  details: StoredDetails,
  billTo: BillToContact,
): Promise<void> => {
  await ctx.db.update(accounts).set(details).where(eq(accounts.id, id));
  await ctx.db
    .update(contacts)
    .set({ ...billTo, addressLines: [...billTo.addressLines] })
    .where(eq(contacts.accountId, id));
};

export const getBillTo = async (ctx: ServiceContext, accountId: string): Promise<BillToContact> => {
  const [row] = await ctx.db.select().from(contacts).where(eq(contacts.accountId, accountId));
  if (!row) throw notFound();
  return row;
};

export const listAccountsByIds = async (ctx: ServiceContext, ids: readonly string[]): Promise<Account[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(accounts)
    .where(inArray(accounts.id, [...ids]));
  return rows.map(toAccount);
};

export type AccountToBill = { readonly account: Account; readonly billTo: BillToContact | null };

/** Takes the rows that nobody else holds, in id order, with whom to address; the others are left for another pass. */
export const lockFreeAccounts = async (ctx: ServiceContext, ids: readonly string[]): Promise<AccountToBill[]> => {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(accounts)
    .where(inArray(accounts.id, [...ids]))
    .orderBy(asc(accounts.id))
    .for("no key update", { skipLocked: true });
  return withBillTo(ctx, rows.map(toAccount));
};

/** The same without taking them: for a plan that writes nothing. */
export const listAccountsToBill = async (ctx: ServiceContext, ids: readonly string[]): Promise<AccountToBill[]> =>
  withBillTo(ctx, await listAccountsByIds(ctx, ids));

const withBillTo = async (ctx: ServiceContext, found: readonly Account[]): Promise<AccountToBill[]> => {
  if (found.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(
      inArray(
        contacts.accountId,
        found.map(({ id }) => id),
      ),
    );
  const byAccount = new Map(rows.map((row) => [row.accountId, row]));
  return found.map((account) => ({ account, billTo: byAccount.get(account.id) ?? null }));
};
