import { dayInZone } from "@/server/kernel";
import { exportPostedInvoices, writeInvoiceListCsv } from "@/server/support";
import { answerCsv } from "../../_data/answer-csv";
import { companyZone } from "../../_data/load-shell";
import { readInvoicesAddress } from "../_components/invoices-address";

export const GET = (request: Request): Promise<Response> =>
  answerCsv(request, "invoices", (ctx, params) => {
    const { filters, sort, direction } = readInvoicesAddress(params);
    const batches = exportPostedInvoices(ctx, { filters, sort, direction, zone: companyZone });
    return writeInvoiceListCsv(batches, dayInZone(ctx.now, companyZone));
  });
