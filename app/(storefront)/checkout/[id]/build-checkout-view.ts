import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import type { CheckoutView as ServerCheckout } from "@/server/orders";
import { listCountries } from "@/server/orders";
import { env } from "@/server/platform/env";
import { pricingHref } from "../../_data/pricing-params";
import { declineWords } from "../_requests/decline-words";
import type { CheckoutCode, CheckoutLine, CheckoutView } from "./_components/checkout-view";

const taxIdStatuses = { none: "none", pending: "pending", invalid: "malformed" } as const;

const reasons: ReadonlySet<string> = new Set(["buyer_place", "seller_place", "reverse_charge_eu", "no_nexus"]);

/** What the checkout's screen shows, from what the server knows of it. */
export const buildCheckoutView = async (checkout: ServerCheckout): Promise<CheckoutView> => {
  const t = await getTranslations("orderLines");
  const { content } = checkout;
  const countries = listCountries();
  const country = countries.find(({ code }) => code === content.country) ?? countries[0];
  if (!country) throw new Error("The store sells to no country.");
  const toLine = (line: ServerCheckout["lines"][number], place: number): CheckoutLine => {
    const seats = Number.parseInt(line.quantity, 10);
    const many =
      seats === 1 ? line.description : t("quantity", { name: line.description, quantity: count(line.quantity) });
    const name = line.isPerUnit ? t("seats", { name: line.description, seats }) : many;
    const price = line.unitPrice === null ? null : formatUnitPrice(line.unitPrice, checkout.currency);
    return {
      key: String(place),
      name,
      working: line.isPerUnit && price !== null ? t("working", { name, price }) : name,
      period: line.isRecurring ? { start: line.periodStartOn, end: line.periodEndOn } : null,
      netMinor: line.listMinor,
    };
  };
  return {
    id: checkout.draftId,
    previewId: checkout.previewId,
    idempotencyKey: randomUUID(),
    planName: checkout.lines[0]?.description ?? "",
    productName: checkout.product.name,
    usage: checkout.usage,
    term: content.interval,
    buyer: content.buyerKind,
    country,
    countries,
    fields: { ...content.contact, taxId: content.taxId ?? "" },
    errors: [],
    notice: checkout.state.kind === "declined" ? await declineWords(checkout.state.reason) : null,
    taxIdStatus: checkout.taxIdCheck.status === "invalid" ? "malformed" : taxIdStatuses[checkout.taxIdCheck.status],
    taxIdForm: checkout.taxIdCheck.status === "invalid" ? checkout.taxIdCheck.expectedForm : "",
    currency: checkout.currency,
    lines: checkout.lines.map(toLine),
    codes: checkout.codes.map(toCode),
    paidFromOn: checkout.paidFromOn,
    lostCodes: checkout.lostCodes,
    afterCodes: checkout.afterCodes,
    codeError: null,
    taxes: checkout.taxes.map((tax, place) => ({
      ...toTax(tax, place),
      label: t(`tax.${taxKindOf(tax.jurisdiction)}`),
    })),
    totalMinor: checkout.totalMinor,
    renewal: renewalOf(checkout),
    withdrawUntil: content.buyerKind === "personal" && checkout.totalMinor > 0n ? checkout.withdrawUntil : null,
    seller: checkout.seller,
    cardFields: checkout.totalMinor > 0n ? cardFieldsOf(checkout.draftId) : null,
    pricingHref: pricingHref({
      seats: content.ratePlans[0]?.quantity ?? 1,
      term: content.interval,
      buyer: content.buyerKind,
      country: content.country,
      ccy: content.currency ?? undefined,
      addOns: content.ratePlans.slice(1).map(({ key }) => key),
      product: checkout.product.key,
      gb: content.ratePlans.find(({ key }) => key === "extra-storage")?.quantity,
    }),
  };
};

const toCode = ({ key, kind, value, offMinor, lastDay }: ServerCheckout["codes"][number]): CheckoutCode => ({
  ...{ key, offMinor, lastDay },
  percent: kind === "percent" ? value : null,
  amountMinor: kind === "amount" ? BigInt(value) : null,
  trialDays: kind === "trial" ? Number(value) : null,
});

const count = (quantity: string): string => new Intl.NumberFormat("en-GB").format(Number.parseInt(quantity, 10));

const taxKindOf = (country: string) => (country === "JP" ? "consumption" : country === "US" ? "sales" : "vat");

const toTax = (tax: ServerCheckout["taxes"][number], place: number) => ({
  key: String(place),
  ratePercent: tax.treatment === "not_registered" ? null : tax.ratePercent,
  reason: (reasons.has(tax.rule) ? tax.rule : "buyer_place") as CheckoutView["taxes"][number]["reason"],
  taxMinor: tax.taxMinor,
});

const renewalOf = ({ renewal, content }: ServerCheckout): CheckoutView["renewal"] =>
  renewal && renewal.totalMinor > 0n
    ? { on: renewal.on, interval: content.interval, totalMinor: renewal.totalMinor }
    : null;

const cardFieldsOf = (draftId: string) => {
  const origin = env().SIMULATORS_ORIGIN;
  return { url: `${origin}/gateway/card-fields?session=${draftId}`, origin };
};
