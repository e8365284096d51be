import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { voidInvoice } from "@/server/corrections";
import { plainDate } from "@/server/kernel";
import { recordPrepayment } from "@/server/payments";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { openDebtor, postInScenario, type ScenarioDebtor } from "@/server/scenarios/post-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { expireCredit, grantCredit, listAccountCredit } from ".";

let company: ScenarioCompany;
let debtor: ScenarioDebtor;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

beforeEach(async () => {
  await company.setNow("2026-11-16T09:00:00Z");
  debtor = await openDebtor(await company.context());
});

afterEach(() => company.expectProof());
afterAll(() => company.close());

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_sam", name: "Sam", ...authorityOf(role) },
});

const until30 = { expiresOn: plainDate("2026-11-30") };
const asked = (amountMinor: bigint, requestKey: string) => ({
  ...{ accountId: debtor.accountId, sellerId: debtor.sellerId, currency: "EUR" },
  ...{ amountMinor, requestKey, reason: "Goodwill" },
});

const grant = async (amountMinor: bigint, requestKey: string, change: object = {}) =>
  grantCredit(await company.context(), { ...asked(amountMinor, requestKey), ...change });

const bill = async (netMinor: bigint) => postInScenario(await company.context(), debtor, { lines: [{ netMinor }] });

const told = async () => {
  const { movements, grants } = await listAccountCredit(await company.context(), debtor.accountId);
  return {
    moved: movements.map(({ kind, amountMinor, balanceMinor }) => [kind, amountMinor, balanceMinor]),
    left: grants.map(({ expiresOn, remainingMinor }) => [expiresOn, remainingMinor]),
  };
};

describe("the terms of credit", () => {
  it("belong to what was asked for under a key, also once its day has come", async () => {
    const id = await grant(100n, "once", until30);
    await expect(grant(100n, "once")).rejects.toMatchObject({ reason: "request.key_reused" });
    await company.setNow("2026-12-01T09:00:00Z");
    await expireCredit(await company.context());
    expect(await grant(100n, "once", until30)).toBe(id);
    expect((await told()).moved).toEqual([
      ["expired", -100n, 0n],
      ["granted", 100n, 100n],
    ]);
  });

  it("say what it pays for: 40.00 for Flow pay nothing of Desk, 30.00 for Desk pay 30.00", async () => {
    await grant(4000n, "flow", { scope: ["family:flow", "meter:flow_runs"] });
    await bill(5000n);
    expect((await told()).left).toEqual([[null, 4000n]]);
    await grant(3000n, "desk", { scope: ["family:desk"] });
    await bill(5000n);
    expect((await told()).moved[0]).toEqual(["applied", -3000n, 4000n]);
  });

  it.each([
    [{ expiresOn: plainDate("2026-11-16") }, "credit.expires_on"],
    [{ priority: 0 }, "credit.priority"],
    [{ priority: 1.5 }, "credit.priority"],
    [{ scope: ["family:desk", "family:nothing"] }, "credit.scope"],
    [{ scope: ["meter:nothing"] }, "credit.scope"],
  ])("are refused with %o", async (change, reason) => {
    await expect(grant(100n, "wrong", change)).rejects.toMatchObject({ reason });
  });
});

describe("credit paid ahead", () => {
  it("is received once and held whole, by whoever may record payments; no day to come, no nothing", async () => {
    const transfer = { method: "transfer", reference: "Statement 9" } as const;
    const prepaid = { ...asked(50_000n, "ahead"), ...transfer };
    const id = await recordPrepayment(await as("billing_operations"), prepaid);
    expect(await recordPrepayment(await as("billing_operations"), prepaid)).toBe(id);
    await expect(recordPrepayment(await as("support_lead"), prepaid)).rejects.toMatchObject({ code: "forbidden" });
    const refusals = [
      [{ receivedOn: plainDate("2026-11-17") }, "payment.received_later"],
      [{ amountMinor: 0n }, "credit.amount"],
    ] as const;
    for (const [change, reason] of refusals) {
      const wrong = { ...prepaid, requestKey: "wrong", ...change };
      await expect(recordPrepayment(await company.context(), wrong)).rejects.toMatchObject({ reason });
    }
    expect(await told()).toEqual({ moved: [["prepaid", 50_000n, 50_000n]], left: [[null, 50_000n]] });
  });
});

describe("an invoice that is voided", () => {
  const cancel = async (invoiceId: string) =>
    voidInvoice(await company.context(), { invoiceId, reason: "By mistake", requestKey: invoiceId, billsAgain: false });

  beforeEach(async () => {
    await grant(7000n, "stays");
    await grant(3000n, "goes", until30);
  });

  it("gives each grant back what it took of it", async () => {
    const id = await bill(20_000n);
    expect((await told()).left).toEqual([]);
    await company.setNow("2026-11-29T09:00:00Z");
    await cancel(id);
    const { moved, left } = await told();
    expect(moved.slice(0, 4)).toEqual([
      ["returned", 7000n, 10_000n],
      ["returned", 3000n, 3000n],
      ["applied", -7000n, 0n],
      ["applied", -3000n, 7000n],
    ]);
    expect(left).toEqual([
      [null, 7000n],
      ["2026-11-30", 3000n],
    ]);
  });

  it("gives back what has expired meanwhile with the 14 days that were left, and they run out too", async () => {
    const id = await bill(20_000n);
    await company.setNow("2026-12-05T09:00:00Z");
    await cancel(id);
    expect(await told()).toMatchObject({
      left: [
        [null, 7000n],
        ["2026-12-19", 3000n],
      ],
    });
    await company.setNow("2026-12-18T23:00:00Z");
    await expireCredit(await company.context());
    expect((await told()).moved.slice(0, 3)).toEqual([
      ["expired", -3000n, 7000n],
      ["returned", 7000n, 10_000n],
      ["reinstated", 3000n, 3000n],
    ]);
  });
});
