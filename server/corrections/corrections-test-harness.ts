import { eq } from "drizzle-orm";
import { invoiceBalances, invoiceLines } from "@/db/schema/invoices";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { listAccountCredit } from "@/server/credits";
import { payInvoice } from "@/server/payments";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { openDebtor, postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";

/** A company on 20 November 2026, and somebody who owes it what a test posts. */
export const openWithDebtor = async (): Promise<{ company: ScenarioCompany; debtor: ScenarioDebtor }> => {
  const company = await openScenarioCompany("2026-11-20T09:00:00Z");
  setTestEnvironment(company.database.url);
  return { company, debtor: await openDebtor(await company.context()) };
};

export const staffAs = async (company: ScenarioCompany, role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_sam", name: "Sam", ...authorityOf(role) },
});

/** An agent, who may correct up to a limit. */
export const agentOf = (company: ScenarioCompany): Promise<ServiceContext> => staffAs(company, "support_agent");

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
