import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderedDocuments } from "@/db/schema/documents";
import { invoices } from "@/db/schema/invoices";
import type { AccountId, OrderId, UserId } from "@/server/kernel";
import { payOrder, placeOrder, previewOrder, startDraft, toOrderDraft } from "@/server/orders";
import { draftContent } from "@/server/orders/schemas";
import type { Actor, ServiceContext } from "@/server/platform";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { getInvoicePdf } from ".";
import { readPdfText } from "./read-pdf-text";

let company: ScenarioCompany;
let invoice: typeof invoices.$inferSelect;

const content = draftContent.parse({
  country: "DE",
  currency: null,
  buyerKind: "personal",
  interval: "month",
  ratePlans: [{ key: "desk-team", quantity: 1 }],
});

const buyer = {
  email: "jana@tulpe.example",
  name: "Jana <script>alert(1)</script> #evil($",
  company: null,
  addressLine: null,
  postcode: null,
  city: null,
};

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-16T09:00:00Z");
  const ctx = await company.context();
  const { draftId } = await startDraft(ctx, content);
  const { previewId } = await previewOrder(ctx, toOrderDraft(content));
  const methodToken = await company.card("4242424242424242");
  const placed = await placeOrder(ctx, { draftId, previewId, methodToken, buyer });
  if (placed.status === "awaiting_payment") await payOrder(ctx, company.access, placed.paymentId);
  const [posted] = await company.db.select().from(invoices).where(eq(invoices.orderId, placed.orderId));
  if (!posted) throw new Error("The sale has no invoice.");
  invoice = posted;
});

afterAll(async () => {
  await company.close();
});

const as = async (actor: Actor): Promise<ServiceContext> => ({ ...(await company.context()), actor });

const subscriber = (accountId: string, role: "owner" | "billing_contact" | "member"): Actor => ({
  kind: "subscriber",
  userId: "usr_one" as UserId,
  accountId: accountId as AccountId,
  role,
});

describe("getInvoicePdf", () => {
  it("renders once and gives the same bytes ever after, also to twelve who ask at once", async () => {
    const ctx = await company.context();
    const all = await Promise.all(Array.from({ length: 12 }, () => getInvoicePdf(ctx, invoice.id)));
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1);
    const kept = await company.db.select().from(renderedDocuments);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ documentId: invoice.id, accountId: invoice.accountId });
    const later = await getInvoicePdf(ctx, invoice.id);
    expect(later.fileName).toBe("Alderpost-INV-2026-0000001.pdf");
    expect(createHash("sha256").update(later.bytes).digest("hex")).toBe(later.sha256);
    const text = readPdfText(later.bytes);
    expect(text).toContain("Total  €39.27");
    expect(text).toContain("Jana <script>alert(1)</script> #evil($");
  });

  it("can be changed by nobody", async () => {
    const change = company.db.update(renderedDocuments).set({ sha256: "another" });
    await expect(change).rejects.toThrow();
  });

  it("is for its account's owner and billing contact, for staff who see accounts, and for the browser that paid", async () => {
    const readers: Actor[] = [
      subscriber(invoice.accountId, "owner"),
      subscriber(invoice.accountId, "billing_contact"),
      { kind: "holder", orderId: invoice.orderId as OrderId },
      {
        kind: "staff",
        userId: "usr_staff" as UserId,
        name: "Noor",
        role: "billing_operations",
        permissions: ["accounts:read", "invoices:read"],
      },
    ];
    for (const reader of readers) expect(await getInvoicePdf(await as(reader), invoice.id)).toHaveProperty("bytes");
  });

  it("does not exist for another account, another order or a stranger", async () => {
    const others: Actor[] = [
      subscriber("acc_another", "owner"),
      { kind: "holder", orderId: "ord_another" as OrderId },
      { kind: "shopper", draftId: null },
    ];
    for (const other of others) {
      await expect(getInvoicePdf(await as(other), invoice.id)).rejects.toMatchObject({ code: "not_found" });
    }
    const member = getInvoicePdf(await as(subscriber(invoice.accountId, "member")), invoice.id);
    await expect(member).rejects.toMatchObject({ code: "forbidden" });
  });
});
