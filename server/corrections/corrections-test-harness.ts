import { eq } from "drizzle-orm";
import { invoiceBalances, invoiceLines } from "@/db/schema/invoices";
import { listAccountCredit } from "@/server/credits";
import { payInvoice } from "@/server/payments";
import { authorityOf } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";

/** An agent, who may correct up to a limit. */
export const agentOf = async (company: ScenarioCompany): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_sam", name: "Sam", ...authorityOf("support_agent") },
});

let keys = 0;

/** What each correction is asked for by, each time under another key. */
export const asked = (invoiceId: string) => {
  keys += 1;
  return { invoiceId, reason: "As agreed", requestKey: `request-${keys}` };
};

/** An invoice of 119.00, 100.00 and 19.00 of tax, for a month of service; account credit is left alone. */
export const postOneHundred = async (company: ScenarioCompany, debtor: ScenarioDebtor): Promise<string> =>
  postInScenario(await company.context(), debtor, { lines: [{ netMinor: 10_000n, taxMinor: 1900n }], credit: "keep" });

export const standing = async ({ db }: ScenarioCompany, invoiceId: string) => {
  const [row] = await db
    .select({ left: invoiceBalances.balanceMinor, closedAs: invoiceBalances.closedAs })
    .from(invoiceBalances)
    .where(eq(invoiceBalances.invoiceId, invoiceId));
  return row;
};

export const lineOf = async ({ db }: ScenarioCompany, invoiceId: string): Promise<string> => {
  const [row] = await db
    .select({ id: invoiceLines.id })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId));
  return row?.id ?? "";
};

/** What is held for the account, in minor units. */
export const heldFor = async (company: ScenarioCompany, { accountId }: ScenarioDebtor): Promise<bigint> => {
  const { balances } = await listAccountCredit(await company.context(), accountId);
  return balances[0]?.balanceMinor ?? 0n;
};

/** Whoever has the invoice's link pays it with a card typed in. */
export const payByCard = async (
  company: ScenarioCompany,
  invoiceId: string,
  amountMinor: bigint,
  number = "4242424242424242",
): Promise<void> => {
  const ctx: ServiceContext = {
    ...(await company.context()),
    actor: { kind: "payer", invoiceId: invoiceId as `inv_${string}` },
  };
  await payInvoice(ctx, company.access, {
    ...{ invoiceId, amountMinor, currency: "EUR", methodId: null, methodToken: await company.card(number) },
    returnUrl: "http://127.0.0.1:3000/pay/x",
  });
};
