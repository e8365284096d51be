import { openAccount } from "@/server/accounts";
import { hashOfLines } from "@/server/billing/core";
import { postInvoices } from "@/server/invoices";
import type { InvoiceDraft, InvoiceLineDraft } from "@/server/invoices/core";
import { invariant, type PlainDate, plainDate, sumMinor } from "@/server/kernel";
import { inTransaction, type ServiceContext } from "@/server/platform";
import { getSellerByKey } from "@/server/sellers";

export type ScenarioLine = {
  /** In minor units; a line below zero gives something back. */
  readonly netMinor: bigint;
  readonly taxMinor?: bigint;
  readonly from?: string;
  readonly until?: string;
  readonly isDeferred?: boolean;
};

export type ScenarioInvoice = {
  readonly lines: readonly ScenarioLine[];
  readonly issueOn?: string;
  readonly credit?: InvoiceDraft["credit"];
};

export type ScenarioDebtor = { readonly accountId: string; readonly sellerId: string; readonly series: string };

const billTo = {
  name: "Tulpe GmbH",
  email: "kasse@tulpe.example",
  addressLines: ["Deich 1"],
  city: "Husum",
  postcode: "25813",
  region: null,
  country: "DE",
};

/** An account that is billed by hand: what it owes is posted line by line. */
export const openDebtor = async (ctx: ServiceContext): Promise<ScenarioDebtor> => {
  const seller = await getSellerByKey(ctx, "ireland");
  const { id } = await openAccount(ctx, {
    ...{ name: "Tulpe GmbH", kind: "business", country: "DE", timeZone: "Europe/Berlin", currency: "EUR" },
    ...{ taxId: null, taxIdStatus: "none", billTo },
  });
  return { accountId: id, sellerId: seller.id, series: seller.invoiceSeries };
};

const toLine = (line: ScenarioLine): InvoiceLineDraft => {
  const { netMinor, taxMinor = 0n, from = "2026-11-16", until = "2026-12-16", isDeferred = true } = line;
  const isCredit = netMinor < 0n;
  const rounding = "half_away_from_zero";
  const price = `${netMinor / 100n}.${(netMinor % 100n).toString().padStart(2, "0")}`;
  return {
    kind: isCredit ? "credit" : "charge",
    description: "Desk Team",
    ...{ subscriptionId: null, subscriptionChargeId: null, serviceNo: null, creditsNo: null, rebilled: 0 },
    chargeId: "chg_desk",
    productFamily: "desk",
    isDeferred,
    ...{ serviceStartOn: plainDate(from), serviceStartAt: null, serviceEndOn: plainDate(until), serviceEndAt: null },
    ...{ quantity: "1", unitPrice: isCredit ? null : price, netMinor, taxMinor, taxCode: "saas", taxPosition: 0 },
    derivation: isCredit ? { left_minor: String(-netMinor), rounding } : { model: "flat", price, rounding },
  };
};

const toDraft = (debtor: ScenarioDebtor, { lines, issueOn, credit }: ScenarioInvoice): InvoiceDraft => {
  const day: PlainDate = plainDate(issueOn ?? "2026-11-16");
  const drafted = lines.map(toLine);
  return {
    ...debtor,
    ...{ currency: "EUR", policyId: 1, orderId: null, billRunId: null, issueOn: day, dueOn: day, collectAt: null },
    billTo: { ...billTo, taxId: null },
    taxTreatment: "standard",
    promiseHash: hashOfLines(
      "EUR",
      drafted.map(({ kind, serviceStartOn, serviceEndOn, quantity, netMinor, taxMinor }) => ({
        ...{ chargeId: "chg_desk", kind, serviceStartOn, serviceEndOn, quantity, netMinor, taxMinor },
      })),
    ),
    credit: credit ?? "use",
    allowsNegative: true,
    lines: drafted,
    taxes: [
      {
        ...{ jurisdiction: "DE", category: "standard", treatment: "standard", ratePercent: "19", rule: "DE standard" },
        baseMinor: sumMinor(drafted.map(({ netMinor }) => netMinor)),
        taxMinor: sumMinor(drafted.map(({ taxMinor }) => taxMinor)),
      },
    ],
  };
};

/** Posts what is given, numbered and booked as invoices are. */
export const postInScenario = (
  ctx: ServiceContext,
  debtor: ScenarioDebtor,
  invoice: ScenarioInvoice,
): Promise<string> =>
  inTransaction(ctx, async (inner) => {
    const [id] = await postInvoices(inner, [toDraft(debtor, invoice)]);
    invariant(id, "A posted draft has an id.");
    return id;
  });
