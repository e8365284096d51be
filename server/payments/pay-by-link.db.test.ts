import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema/accounts";
import { invoiceBalances } from "@/db/schema/invoices";
import { mails } from "@/db/schema/notifications";
import { paymentMethods, payments } from "@/db/schema/payments";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { queueInvoicePaymentFailedMails } from "@/server/notifications";
import { placeOnAccount, previewOnAccount } from "@/server/orders";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { payInvoice } from ".";

let company: ScenarioCompany;
let invoiceId: `inv_${string}`;

/** Jana has bought a seat with a card that is kept, and owes 77.35 for Desk Business on account. */
beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  setTestEnvironment(company.database.url);
  await buyInScenario(company, oneSeat);
  const [account] = await company.db.select({ id: accounts.id }).from(accounts);
  const accountId = account?.id ?? "";
  const ctx = await company.context();
  const ratePlans = [{ key: "desk-business", quantity: 1 }];
  const actions = [{ action: "create", interval: "month", ratePlans }] as const;
  const { previewId } = await previewOnAccount(ctx, { accountId, actions });
  await placeOnAccount(ctx, { accountId, actions, previewId });
  const open = await company.db.select().from(invoiceBalances).where(eq(invoiceBalances.balanceMinor, 7735n));
  invoiceId = open[0]?.invoiceId as `inv_${string}`;
});

afterAll(async () => {
  await company.expectProof();
  await company.close();
});

const payer = async (): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "payer", invoiceId },
});

const pay = async (amountMinor: bigint, methodToken: string) =>
  payInvoice(await payer(), company.access, {
    ...{ invoiceId, amountMinor, currency: "EUR", methodId: null, methodToken },
    returnUrl: "http://127.0.0.1:3000/pay/x",
  });

const ofInvoice = () => company.db.select().from(payments).where(eq(payments.purposeId, invoiceId));

const readBalance = async (): Promise<bigint | undefined> => {
  const rows = await company.db.select().from(invoiceBalances).where(eq(invoiceBalances.invoiceId, invoiceId));
  return rows[0]?.balanceMinor;
};

describe("a card typed into the page of a link", () => {
  it("page P11 is declined there and then, and writes no mail to the account", async () => {
    const paying = await pay(7735n, await company.card("4000000000009995"));
    expect(paying).toMatchObject({
      status: "settled",
      payment: { state: "failed", declineReason: "insufficient_funds" },
    });
    const failed = (await ofInvoice()).map(({ id }) => id);
    expect(await queueInvoicePaymentFailedMails(await company.context(), failed)).toBe(0);
    expect(await company.db.select().from(mails)).toEqual([]);
    expect(await readBalance()).toBe(7735n);
  });

  it("check G6 pays a part once, however often and however close together it is sent", async () => {
    const token = await company.card("4242424242424242");
    const sent = await Promise.allSettled([pay(5000n, token), pay(5000n, token), pay(5000n, token)]);
    expect(sent.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await pay(5000n, token)).toMatchObject({ status: "settled", payment: { state: "succeeded" } });
    expect((await ofInvoice()).map(({ state }) => state).sort()).toEqual(["failed", "succeeded"]);
    expect(await readBalance()).toBe(2735n);
  });

  it("page P11 may be one whose bank asks: the same try leads there again, and another card ends it", async () => {
    const token = await company.card("4000002760003184");
    const asked = await pay(2735n, token);
    expect(asked).toMatchObject({ status: "go_to", url: expect.stringContaining("/gateway/challenge/") });
    expect(await pay(2735n, token)).toEqual(asked);
    expect(await pay(2735n, await company.card("5555555555554444"))).toMatchObject({
      payment: { state: "succeeded", cardLast4: "4444" },
    });
    expect((await ofInvoice()).map(({ state }) => state).sort()).toEqual([
      "failed",
      "failed",
      "succeeded",
      "succeeded",
    ]);
    expect(await readBalance()).toBe(0n);
  });

  it("page P11 is not put on the account's file", async () => {
    const kept = await company.db.select().from(paymentMethods);
    expect(kept.map(({ last4 }) => last4)).toEqual(["4242"]);
  });
});
