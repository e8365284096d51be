import { priceRegions } from "@/db/schema/catalog";
import { DomainError, isSlug } from "@/server/kernel";
import { inTransaction, recordAudit, requirePermission, type ServiceContext } from "@/server/platform";
import { isCountry } from "./core";

/** Countries that may have prices of their own together. */
export type RegionDefinition = { readonly key: string; readonly name: string; readonly countries: readonly string[] };

const refuse = (field: string, message: string): DomainError =>
  new DomainError("invalid_input", "catalog.region", message, { field });

const checkRegion = ({ key, name, countries }: RegionDefinition): void => {
  if (!isSlug(key)) {
    throw refuse("key", "Give a key of 2 to 40 small letters, digits and hyphens, such as nordics.");
  }
  if (name.trim() === "") throw refuse("name", `Give the region ${key} a name.`);
  const unknown = countries.find((country) => !isCountry(country));
  if (unknown !== undefined) throw refuse("countries", `There is no country ${unknown}. Give its two-letter code.`);
  if (countries.length === 0) throw refuse("countries", `Give the region ${key} at least one country.`);
};

/** Names groups of countries. One that is known stays as it is: prices were published for it. */
export const registerRegions = (ctx: ServiceContext, regions: readonly RegionDefinition[]): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    requirePermission(ctx.actor, "catalog:publish");
    for (const region of regions) checkRegion(region);
    await inner.db
      .insert(priceRegions)
      .values(regions.map((region) => ({ ...region, countries: [...new Set(region.countries)] })))
      .onConflictDoNothing();
    await recordAudit(inner, {
      action: "catalog:register_regions",
      accountId: null,
      subjectIds: regions.map(({ key }) => key),
    });
  });
