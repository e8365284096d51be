import type { InvoiceId, PlainDate, SellerId } from "@/server/kernel";
import { computeDocumentTax, decideTax, type TaxBuyer } from "@/server/tax/core";
import type { InvoiceDocument } from "./read-invoice-document";

type Line = InvoiceDocument["lines"][number];

const day = (text: string): PlainDate => text as PlainDate;

const ireland: InvoiceDocument["seller"] = {
  id: "sel_ireland" as SellerId,
  key: "ireland",
  legalName: "Alderpost Ireland Ltd",
  addressLines: ["12 Windmill Quay"],
  city: "Dublin 2, D02 F206",
  country: "IE",
  taxId: "IE6388047V",
  registrationNumber: "CRO 612345",
  timeZone: "Europe/Dublin",
  currencies: ["EUR", "GBP"],
  creditNoteSeries: "CN",
  debitNoteSeries: "DN",
  invoiceSeries: "INV",
  mailFrom: "billing@alderpost.example",
  policyId: 1,
};

const inc: InvoiceDocument["seller"] = {
  ...ireland,
  id: "sel_inc" as SellerId,
  key: "inc",
  legalName: "Alderpost Inc.",
  addressLines: ["500 Harbor Street, Suite 210"],
  city: "Wilmington, DE 19801",
  country: "US",
  taxId: null,
  registrationNumber: "File 7012345",
  invoiceSeries: "AIN",
};

export type SampleLine = { readonly quantity: string; readonly unitPrice: string; readonly netMinor: bigint };

export type SampleInvoice = {
  readonly number: string;
  readonly currency: string;
  readonly buyer: TaxBuyer;
  readonly billTo: Partial<InvoiceDocument["billTo"]>;
  readonly lines: readonly SampleLine[];
  readonly isPaid?: boolean;
};

const toLine = (line: SampleLine, at: number, share: { taxMinor: bigint; taxPosition: number }): Line => ({
  ...line,
  ...share,
  id: `inl_${at}`,
  position: at,
  description: at === 0 ? "Desk Team" : `Desk Team ${at + 1}`,
  subscriptionId: null,
  serviceStartOn: day("2026-11-16"),
  serviceEndOn: day("2026-12-16"),
  kind: "charge",
  chargeId: null,
  serviceStartAt: null,
  serviceEndAt: null,
  isPerUnit: true,
  productFamily: "desk",
  taxCode: "saas_business",
  ...{ subscriptionChargeId: null, serviceNo: null, creditsNo: null, rebilled: 0 },
  derivation: {},
});

/** For tests: an invoice as it would have been posted, taxed by the rules that tax real ones. */
export const sampleInvoice = (sample: SampleInvoice): InvoiceDocument => {
  const { number, currency, buyer } = sample;
  const seller = currency === "EUR" || currency === "GBP" ? ireland : inc;
  const decision = decideTax(seller.country, buyer, day("2026-11-16"));
  const taxed = computeDocumentTax(
    sample.lines.map(({ netMinor }) => ({ netMinor, decision })),
    { level: "document", rounding: "half_away_from_zero" },
  );
  const lines = sample.lines.map((line, at) => toLine(line, at, taxed.lines[at] ?? { taxMinor: 0n, taxPosition: 0 }));
  const subtotalMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n);
  const taxMinor = taxed.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0n);
  const totalMinor = subtotalMinor + taxMinor;
  const isPaid = sample.isPaid ?? true;
  const payment = { invoiceId: "inv_sample", paymentId: "pay_sample", amountMinor: totalMinor, currency };
  return {
    id: "inv_sample" as InvoiceId,
    number,
    series: seller.invoiceSeries,
    isCreditNote: false,
    corrects: [],
    accountId: "acc_sample",
    sellerId: seller.id,
    orderId: null,
    currency,
    issueOn: day("2026-11-16"),
    dueOn: day("2026-11-16"),
    postedAt: new Date("2026-11-16T09:00:00Z"),
    periodStartOn: day("2026-11-16"),
    periodEndOn: day("2026-12-16"),
    subtotalMinor,
    taxMinor,
    totalMinor,
    creditAppliedMinor: 0n,
    balanceMinor: isPaid ? 0n : totalMinor,
    closedAs: null,
    taxTreatment: decision.treatment,
    billTo: {
      name: "Jana Brandt",
      email: "jana@tulpe.example",
      addressLines: [],
      city: null,
      postcode: null,
      region: null,
      country: buyer.country,
      taxId: null,
      ...sample.billTo,
    },
    lines,
    taxes: taxed.taxes,
    seller,
    payments: isPaid ? [{ ...payment, appliedOn: day("2026-11-16"), cardBrand: "visa", cardLast4: "4242" }] : [],
    ...{ amends: null, replacedBy: null },
  };
};

const person = (country: string): TaxBuyer => ({ country, kind: "personal", taxIdStatus: "none" });

const seat = (unitPrice: string, netMinor: bigint): SampleLine => ({ quantity: "1.000000000000", unitPrice, netMinor });

export const samples = {
  germany: sampleInvoice({
    number: "INV-2026-0000001",
    currency: "EUR",
    buyer: person("DE"),
    billTo: {},
    lines: [seat("33.000000000000", 3300n)],
  }),
  reverseCharge: sampleInvoice({
    number: "INV-2026-0000002",
    currency: "EUR",
    buyer: { country: "NL", kind: "business", taxIdStatus: "pending" },
    billTo: {
      name: "Fietsgoed B.V.",
      addressLines: ["Prinsengracht 512"],
      postcode: "1017 KH",
      city: "Amsterdam",
      taxId: "NL004495445B01",
    },
    lines: [
      { quantity: "5.000000000000", unitPrice: "33.000000000000", netMinor: 16_500n },
      { quantity: "1.000000000000", unitPrice: "110.000000000000", netMinor: 11_000n },
    ],
  }),
  unitedStates: sampleInvoice({
    number: "AIN-2026-0000001",
    currency: "USD",
    buyer: person("US"),
    billTo: { name: "Northgate Clinics" },
    lines: [{ quantity: "1200.000000000000", unitPrice: "35.000000000000", netMinor: 4_200_000n }],
    isPaid: false,
  }),
  japan: sampleInvoice({
    number: "AIN-2026-0000002",
    currency: "JPY",
    buyer: person("JP"),
    billTo: { name: "さくら歯科 日本" },
    lines: [seat("5200.000000000000", 5200n)],
  }),
  britain: sampleInvoice({
    number: "INV-2026-0000003",
    currency: "GBP",
    buyer: person("GB"),
    billTo: { name: "O'Malley & Sons" },
    lines: [seat("28.000000000000", 2800n)],
  }),
};
