import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "@/server/kernel";
import { registerChartOfAccounts } from "@/server/ledger";
import { hasStaff, registerStaff } from "@/server/people";
import { asSystem, inTransaction, recordAudit, type ServiceContext, type TransactionContext } from "@/server/platform";
import { registerSellers } from "@/server/sellers";
import { findMarket, markets } from "@/server/sellers/core";
import { registerStandardPolicy } from "@/server/subscriptions";
import { checkTaxId } from "@/server/tax/core";

const text = (max: number, message: string) =>
  z
    .string()
    .trim()
    .min(1, { error: message })
    .max(max, { error: `Use at most ${max} characters.` })
    .refine((value) => !value.includes("\u0000"), { error: "Remove the character that cannot be stored (NUL)." });

const series = (message: string) =>
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2,5}$/, { error: message });

export const newCompany = z
  .strictObject({
    name: text(120, "Write your name."),
    email: z.email({ error: "Write an e-mail address like name@company.com." }).max(254),
    legalName: text(200, "Write the name in the register."),
    addressLine: text(200, "Write street and number."),
    postcode: text(20, "Write the postcode."),
    city: text(100, "Write the city."),
    country: z.string().refine((code) => findMarket(code) !== null, { error: "Choose a country from the list." }),
    registrationNumber: text(60, "Write the number in the register."),
    taxId: z.string().trim().max(40),
    invoiceSeries: series("Use two to five letters, like INV."),
    creditNoteSeries: series("Use two to five letters, like CN."),
    debitNoteSeries: series("Use two to five letters, like DN."),
  })
  .superRefine(({ taxId, country, invoiceSeries, creditNoteSeries, debitNoteSeries }, check) => {
    if (invoiceSeries === creditNoteSeries) {
      check.addIssue({ code: "custom", path: ["creditNoteSeries"], message: "Use other letters than on invoices." });
    }
    if ([invoiceSeries, creditNoteSeries].includes(debitNoteSeries)) {
      const message = "Use other letters than on invoices and credit notes.";
      check.addIssue({ code: "custom", path: ["debitNoteSeries"], message });
    }
    const checked = checkTaxId(taxId, country);
    if (checked.status === "invalid") {
      const message = `A VAT id looks like ${checked.expectedForm || "the one on your registration"}. Correct it, or leave it empty.`;
      check.addIssue({ code: "custom", path: ["taxId"], message });
    }
  });

export type NewCompany = z.input<typeof newCompany>;

export type FoundedCompany =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<keyof NewCompany, string>>> };

/** Whether nobody runs this installation yet: only then is a company founded. */
export const awaitsFounding = async (ctx: ServiceContext): Promise<boolean> => !(await hasStaff(ctx));

/**
 * Makes the first administrator and the first seller, with the chart of accounts and the billing conventions that every
 * seller starts with. It is done once: of two who do it at the same moment, the second is refused.
 */
export const foundCompany = async (ctx: ServiceContext, input: NewCompany): Promise<FoundedCompany> => {
  const checked = newCompany.safeParse(input);
  if (!checked.success) {
    const { fieldErrors } = z.flattenError(checked.error);
    const first = Object.entries(fieldErrors).map(([field, messages]) => [field, messages?.[0] ?? ""]);
    return { ok: false, errors: Object.fromEntries(first) };
  }
  await inTransaction(asSystem(ctx, "founding"), (inner) => found(inner, checked.data));
  return { ok: true, email: checked.data.email };
};

const found = async (ctx: TransactionContext, company: z.output<typeof newCompany>): Promise<void> => {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('found-company', 0))`);
  if (await hasStaff(ctx)) {
    throw new DomainError(
      "invalid_state",
      "company.founded",
      "This company has its administrator already. Sign in instead.",
    );
  }
  const market = findMarket(company.country);
  const key = market?.sellerKey ?? "ireland";
  const taxId = checkTaxId(company.taxId, company.country);
  await registerSellers(ctx, [
    {
      key,
      legalName: company.legalName,
      addressLines: [company.addressLine, company.postcode],
      city: company.city,
      country: company.country,
      taxId: taxId.status === "pending" ? taxId.taxId : null,
      registrationNumber: company.registrationNumber,
      timeZone: market?.timeZone ?? "UTC",
      currencies: [...new Set(markets.filter(({ sellerKey }) => sellerKey === key).flatMap((one) => one.currencies))],
      invoiceSeries: company.invoiceSeries,
      creditNoteSeries: company.creditNoteSeries,
      debitNoteSeries: company.debitNoteSeries,
      mailFrom: company.email,
    },
  ]);
  await registerChartOfAccounts(ctx);
  await registerStandardPolicy(ctx);
  const { id } = await registerStaff(ctx, {
    email: company.email,
    name: company.name,
    role: "platform_admin",
    title: "Administrator",
  });
  await recordAudit(ctx, { action: "operations:found_company", accountId: null, subjectIds: [id] });
};
