import { sellers } from "@/db/schema/sellers";
import { makeId, type ServiceContext } from "@/server/platform";

export type SellerDefinition = {
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
};

export const registerSellers = async (ctx: ServiceContext, definitions: readonly SellerDefinition[]): Promise<void> => {
  await ctx.db
    .insert(sellers)
    .values(
      definitions.map((definition) => ({
        ...definition,
        id: makeId("sel"),
        addressLines: [...definition.addressLines],
        currencies: [...definition.currencies],
      })),
    )
    .onConflictDoNothing();
};
