import { exportAccounts, seesMoney, writeAccountListCsv } from "@/server/support";
import { answerCsv } from "../../_data/answer-csv";
import { companyZone } from "../../_data/load-shell";
import { readAccountsAddress } from "../_components/accounts-address";

export const GET = (request: Request): Promise<Response> =>
  answerCsv(request, "accounts", (ctx, params) => {
    const { filters, sort, direction } = readAccountsAddress(params);
    return writeAccountListCsv(exportAccounts(ctx, { filters, sort, direction, zone: companyZone }), {
      zone: companyZone,
      withMoney: seesMoney(ctx),
    });
  });
