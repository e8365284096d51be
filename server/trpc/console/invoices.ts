import { z } from "zod";
import { readInvoicePage } from "@/server/support";
import { consoleProcedure, router } from "../init";

export const consoleInvoices = router({
  get: consoleProcedure
    .input(z.strictObject({ invoiceId: z.string().max(60) }))
    .query(({ ctx, input }) => readInvoicePage(ctx, input.invoiceId)),
});
