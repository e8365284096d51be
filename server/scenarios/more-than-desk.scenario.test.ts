import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readInvoiceOfOrder } from "@/server/invoices";
import { previewOrder, startDraft, toOrderDraft } from "@/server/orders";
import { draftContent } from "@/server/orders/schemas";
import { buyInScenario, oneSeat } from "./buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "./scenario-company";

let company: ScenarioCompany;

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
});

afterEach(() => company.expectProof());

afterAll(async () => {
  await company.close();
});

const businessIn = (country: string, ratePlans: { key: string; quantity: number }[]) =>
  ({ ...oneSeat, country, buyerKind: "business", ratePlans }) as const;

const linesOf = async (country: string, ratePlans: { key: string; quantity: number }[]) => {
  const content = draftContent.parse(businessIn(country, ratePlans));
  const { preview } = await previewOrder(await company.context(), toOrderDraft(content));
  return preview.document.lines.map(({ description, quantity, net }) => [description, Number(quantity), net.minor]);
};

describe("what is on sale beside Desk", () => {
  it("sells add-ons with a plan in one order, each in its own quantity", async () => {
    const ratePlans = [
      { key: "desk-team", quantity: 12 },
      { key: "sso-audit-log", quantity: 12 },
      { key: "extra-storage", quantity: 250 },
      { key: "sandbox", quantity: 1 },
    ];
    expect(await linesOf("DE", ratePlans)).toEqual([
      ["Desk Team", 12, 39_600n],
      ["SSO and audit log", 12, 9000n],
      ["Extra storage in GB", 250, 1500n],
      ["Sandbox workspace", 1, 4500n],
    ]);
    const { ctx, placed } = await buyInScenario(company, businessIn("DE", ratePlans));
    const invoice = await readInvoiceOfOrder(ctx, placed.orderId);
    // 546.00 and 19 %.
    expect(invoice?.totalMinor).toBe(64_974n);
  });

  it("charges the fee of Flow now, and what is used afterwards", async () => {
    const { ctx, placed, preview } = await buyInScenario(
      company,
      businessIn("US", [{ key: "flow-starter", quantity: 1 }]),
    );
    expect((await readInvoiceOfOrder(ctx, placed.orderId))?.totalMinor).toBe(2900n);
    expect(preview.future.map(({ on, total }) => [on, total.minor])).toEqual([["2026-12-16", 2900n]]);
  });

  it.each([
    [[{ key: "sso-audit-log", quantity: 10 }], "order.add_on_needs_plan"],
    [
      [
        { key: "desk-free", quantity: 1 },
        { key: "sandbox", quantity: 1 },
      ],
      "order.add_on_needs_plan",
    ],
    [
      [
        { key: "desk-team", quantity: 3 },
        { key: "sso-audit-log", quantity: 3 },
      ],
      "order.quantity_out_of_range",
    ],
    [[{ key: "insights", quantity: 101 }], "order.quantity_out_of_range"],
    [[{ key: "flow-growth", quantity: 2 }], "order.quantity_out_of_range"],
  ])("refuses %j: %s", async (ratePlans, reason) => {
    await expect(startDraft(await company.context(), businessIn("DE", ratePlans))).rejects.toMatchObject({ reason });
  });
});
