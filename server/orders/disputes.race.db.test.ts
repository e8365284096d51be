import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { disputes, disputeTransitions, payments } from "@/db/schema/payments";
import { setTestEnvironment } from "@/server/auth/test-environment";
import { refundInvoice } from "@/server/corrections";
import { asked, payByCard, postOneHundred } from "@/server/corrections/corrections-test-harness";
import { bankOf, tellNews } from "@/server/payments/disputes-test-harness";
import { openDebtor, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { applyGatewayEvents } from ".";

const rounds = 20;
let company: ScenarioCompany;
let debtor: ScenarioDebtor;
let others: ReturnType<typeof connectDatabase>[];

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-20T09:00:00Z");
  setTestEnvironment(company.database.url);
  debtor = await openDebtor(await company.context());
  others = [0, 1].map(() => connectDatabase(company.database.url, { poolSize: 4 }));
});

afterAll(async () => {
  await Promise.all(others.map(({ close }) => close()));
  await company.close();
});

const payOne = async () => {
  const invoiceId = await postOneHundred(company, debtor);
  await payByCard(company, invoiceId, 11_900n);
  const [payment] = await company.db.select().from(payments).where(eq(payments.purposeId, invoiceId));
  return { invoiceId, paymentId: payment?.id ?? "" };
};

const at = async (which: number) => ({ ...(await company.context()), db: others[which]?.db ?? company.db });

const movesOf = async (paymentId: string) => {
  const rows = await company.db
    .select({ to: disputeTransitions.toState })
    .from(disputeTransitions)
    .innerJoin(disputes, eq(disputes.id, disputeTransitions.disputeId))
    .where(eq(disputes.paymentId, paymentId))
    .orderBy(disputeTransitions.position);
  return rows.map(({ to }) => to).join(" ");
};

describe("news of a dispute from two connections at once", () => {
  it("opens it once and decides it once, while the bank decides", async () => {
    const told: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { paymentId } = await payOne();
      const disputeId = await bankOf(company).open(paymentId);
      const hear = async (which: number, type: string) =>
        applyGatewayEvents(await at(which), company.access, [await tellNews(company, type, paymentId)]);
      await Promise.all([
        hear(0, "dispute.opened"),
        hear(1, "dispute.opened"),
        bankOf(company).decide(disputeId, round % 2 === 0 ? "won" : "lost"),
      ]);
      await Promise.all([hear(0, "dispute.won"), hear(1, "dispute.opened")]);
      told.push(await movesOf(paymentId));
    }
    expect(new Set(told)).toEqual(new Set(["open won", "open lost"]));
    await company.expectProof();
  });

  it("and a refund of the whole at the same time never give out more than came in", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { invoiceId, paymentId } = await payOne();
      const refund = async () =>
        refundInvoice(await at(0), company.access.gateway, {
          ...asked(invoiceId),
          ...{ amountMinor: 11_900n, adjustMinor: 11_900n },
        });
      await Promise.allSettled([refund(), bankOf(company).open(paymentId)]);
      const id = await tellNews(company, "dispute.opened", paymentId);
      await applyGatewayEvents(await at(1), company.access, [id]);
      const charge = (await company.access.gateway.listBook()).at(-1);
      expect((charge?.refundedMinor ?? 0n) + (charge?.disputedMinor ?? 0n)).toBe(11_900n);
    }
    await company.expectProof();
  });
});
