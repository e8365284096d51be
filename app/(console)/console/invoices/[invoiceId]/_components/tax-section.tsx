import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { countryName, taxIdName, taxName, writePercent } from "@/server/documents/core";
import type { InvoicePageView } from "@/server/support";
import { Section } from "../../../_components/section";

const rules = ["buyer_place", "seller_place", "reverse_charge_eu", "no_nexus", "stated"] as const;

type Step = { key: string; finding: string; proof: string };

function useSteps({ invoice, seller, account }: InvoicePageView): Step[] {
  const t = useTranslations("console.invoice.tax");
  const { billTo, taxes, currency } = invoice;
  const idName = taxIdName(billTo.country);
  const rated = taxes.map((tax, place): Step => {
    const rule = rules.find((known) => known === tax.rule);
    const words = { tax: taxName(tax.jurisdiction), country: countryName(tax.jurisdiction) };
    return {
      key: `tax-${place}`,
      finding: rule ? t(`rules.${rule}`, words) : tax.rule,
      proof: t("product", {
        base: formatMoney(tax.baseMinor, currency),
        rate: writePercent(tax.ratePercent),
        amount: formatMoney(tax.taxMinor, currency),
      }),
    };
  });
  return [
    {
      key: "places",
      finding: t("places", { seller: countryName(seller.country), buyer: countryName(billTo.country) }),
      proof: t("fromAddress"),
    },
    {
      key: "id",
      finding: billTo.taxId ? t("withId", { name: idName, id: billTo.taxId }) : t("withoutId", { name: idName }),
      proof: t(`kinds.${account.kind}`),
    },
    ...rated,
  ];
}

export function TaxSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.tax");
  const steps = useSteps(view);
  return (
    <Section id="tax" title={t("title")}>
      <ol>
        {steps.map(({ key, finding, proof }) => (
          <li
            key={key}
            className="grid min-h-9 grid-cols-[16px_minmax(0,1fr)] items-center gap-x-3 text-table md:grid-cols-[16px_minmax(0,1fr)_auto]"
          >
            <Check aria-hidden size={16} strokeWidth={2} className="text-success" />
            <span>{finding}</span>
            <span className="text-text-2 max-md:col-start-2 max-md:pb-1.5">{proof}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
