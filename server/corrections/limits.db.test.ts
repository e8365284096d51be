import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { grantCredit } from "@/server/credits";
import { recordExternalPayment } from "@/server/payments";
import type { StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";
import { creditInvoice, debitInvoice, refundInvoice, replaceInvoice, writeOffInvoice } from ".";
import { asked, lineOf, openWithDebtor, staffAs } from "./corrections-test-harness";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  ({ company, debtor } = await openWithDebtor());
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

const as = (role: StaffRole): Promise<ServiceContext> => staffAs(company, role);

type Giving = (ctx: ServiceContext, amountMinor: bigint) => Promise<unknown>;

/** 30,000.00 and 5,700.00 of tax. */
const owed = async (): Promise<string> =>
  postInScenario(await company.context(), debtor, {
    lines: [{ netMinor: 3_000_000n, taxMinor: 570_000n }],
    credit: "keep",
  });

const paid = async (): Promise<string> => {
  const invoiceId = await owed();
  const transfer = { method: "transfer", reference: "T" } as const;
  await recordExternalPayment(await company.context(), { ...asked(invoiceId), ...transfer });
  return invoiceId;
};

/** Replaced with the reverse charge, an invoice comes to less by its tax. */
const replaceWithLess: Giving = async (ctx, amountMinor) => {
  const invoiceId = await postInScenario(await company.context(), debtor, {
    lines: [{ netMinor: 3_000_000n, taxMinor: amountMinor }],
    credit: "keep",
  });
  await company.db
    .update(accounts)
    .set({ taxId: "DE136695976", taxIdStatus: "valid" })
    .where(eq(accounts.id, debtor.accountId));
  return replaceInvoice(ctx, { ...asked(invoiceId), details: "as_now" });
};

/** Its gross is what is meant: 4,201.68 and 798.32 of tax are 5,000.00. */
const debit: Giving = async (ctx, grossMinor) => {
  const invoiceId = await owed();
  const netMinor = (grossMinor * 100n + 59n) / 119n;
  return debitInvoice(ctx, { ...asked(invoiceId), lines: [{ lineId: await lineOf(company, invoiceId), netMinor }] });
};

const givings: readonly (readonly [string, StaffRole, bigint, string, Giving])[] = [
  [
    "a credit note",
    "support_agent",
    10_000n,
    "You may give up to 100.00 EUR at once; ask a support lead.",
    async (ctx, amountMinor) => creditInvoice(ctx, { ...asked(await owed()), credit: { grossMinor: amountMinor } }),
  ],
  [
    "a refund",
    "support_lead",
    100_000n,
    "You may give up to 1000.00 EUR at once; ask billing operations.",
    async (ctx, amountMinor) =>
      refundInvoice(ctx, company.access.gateway, { ...asked(await paid()), amountMinor, adjustMinor: 0n }),
  ],
  [
    "account credit",
    "support_agent",
    10_000n,
    "You may give up to 100.00 EUR at once; ask a support lead.",
    (ctx, amountMinor) => grantCredit(ctx, { ...debtor, ...asked(""), currency: "EUR", amountMinor }),
  ],
  [
    "a write-off",
    "billing_operations",
    500_000n,
    "You may give up to 5000.00 EUR at once; ask a controller.",
    async (ctx, amountMinor) => writeOffInvoice(ctx, { ...asked(await owed()), amountMinor, taxRelief: "none" }),
  ],
  [
    "a replacement by less",
    "billing_operations",
    500_000n,
    "You may give up to 5000.00 EUR at once; ask a controller.",
    replaceWithLess,
  ],
  ["a debit note", "billing_operations", 500_000n, "You may give up to 5000.00 EUR at once; ask a controller.", debit],
];

describe("what one person may give at once", () => {
  it.each(givings)("%s by %s ends at %d", async (_name, role, limitMinor, message, give) => {
    await expect(give(await as(role), limitMinor + 1n)).rejects.toMatchObject({ code: "limit_exceeded", message });
    await give(await as(role), limitMinor);
    await give(await as("controller"), limitMinor + 1n);
    await expect(give(await as("auditor"), 1n)).rejects.toMatchObject({ code: "forbidden" });
  });
});
