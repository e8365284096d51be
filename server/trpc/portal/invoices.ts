import { z } from "zod";
import { readInvoiceDocument } from "@/server/documents";
import { listInvoices } from "@/server/invoices";
import { portalProcedure, router } from "../init";

const limit = z.strictObject({ limit: z.int().min(1).max(2000) });

export const portalInvoices = router({
  list: portalProcedure
    .input(limit)
    .query(({ ctx, input }) => listInvoices(ctx, { accountId: ctx.actor.accountId, limit: input.limit })),
  get: portalProcedure
    .input(z.strictObject({ invoiceId: z.string().max(60) }))
    .query(({ ctx, input }) => readInvoiceDocument(ctx, input.invoiceId)),
});
