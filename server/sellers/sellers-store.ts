import { eq } from "drizzle-orm";
import { sellers } from "@/db/schema/sellers";
import { DomainError, type SellerId } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";

export type Seller = {
  readonly id: SellerId;
  readonly key: string;
  readonly legalName: string;
  readonly addressLines: readonly string[];
  readonly city: string;
  readonly country: string;
  readonly taxId: string | null;
  readonly registrationNumber: string;
  readonly timeZone: string;
  readonly currencies: readonly string[];
  readonly invoiceSeries: string;
  readonly creditNoteSeries: string;
  readonly debitNoteSeries: string;
  readonly mailFrom: string;
  readonly policyId: number;
};

const toSeller = (row: typeof sellers.$inferSelect): Seller => ({ ...row, id: row.id as SellerId });

const sellerNotFound = (message: string): DomainError => new DomainError("not_found", "seller.not_found", message);

export const getSeller = async (ctx: ServiceContext, id: string): Promise<Seller> => {
  const [row] = await ctx.db.select().from(sellers).where(eq(sellers.id, id));
  if (!row) throw sellerNotFound("There is no such seller.");
  return toSeller(row);
};

export const getSellerByKey = async (ctx: ServiceContext, key: string): Promise<Seller> => {
  const [row] = await ctx.db.select().from(sellers).where(eq(sellers.key, key));
  if (!row) throw sellerNotFound(`There is no seller ${key}.`);
  return toSeller(row);
};

export const listSellers = async (ctx: ServiceContext): Promise<Seller[]> => {
  const rows = await ctx.db.select().from(sellers).orderBy(sellers.key);
  return rows.map(toSeller);
};

/** Answers the policy that it sold by before. Two who set one come after each other. */
export const setSellerPolicy = async (ctx: ServiceContext, sellerId: string, policyId: number): Promise<number> => {
  const [row] = await ctx.db
    .select({ before: sellers.policyId })
    .from(sellers)
    .where(eq(sellers.id, sellerId))
    .for("no key update");
  if (!row) throw sellerNotFound("There is no such seller.");
  await ctx.db.update(sellers).set({ policyId }).where(eq(sellers.id, sellerId));
  return row.before;
};
