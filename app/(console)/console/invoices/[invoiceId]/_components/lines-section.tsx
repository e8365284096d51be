import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ExplainedLine } from "@/components/billing/explained-line";
import { MoneyText } from "@/components/billing/money-text";
import { PeriodText } from "@/components/billing/period-text";
import { taxName, writePercent } from "@/server/documents/core";
import type { InvoicePageView } from "@/server/support";
import { Section } from "../../../_components/section";

function Sum({ label, isStrong = false, children }: { label: ReactNode; isStrong?: boolean; children: ReactNode }) {
  return (
    <div className={`flex justify-between gap-4 py-1.5 text-table ${isStrong ? "font-semibold" : "text-text-2"}`}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function LinesSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.lines");
  const { invoice } = view;
  const look = { currency: invoice.currency };
  return (
    <Section id="lines" title={t("title")} count={invoice.lines.length}>
      <ul>
        {invoice.lines.map((line, place) => (
          <li key={line.id} className="border-t border-row-sep first:border-t-0">
            <details open={place === 0} className="group">
              <summary className="flex min-h-9 items-center gap-2 text-table">
                <ChevronRight
                  aria-hidden
                  size={16}
                  strokeWidth={1.75}
                  className="text-text-3 transition-transform group-open:rotate-90"
                />
                <span className="font-medium">{line.description}</span>
                <span className="flex-1 truncate text-text-2">
                  <PeriodText period={{ start: line.serviceStartOn, end: line.serviceEndOn }} />
                </span>
                <span className="font-medium">
                  <MoneyText minor={line.netMinor} {...look} />
                </span>
              </summary>
              <div className="pt-1 pb-4 pl-6">
                <ExplainedLine line={line} currency={invoice.currency} />
                <p className="mt-2 text-small text-text-2">
                  {t.rich("tax", { amount: () => <MoneyText minor={line.taxMinor} {...look} /> })}
                </p>
              </div>
            </details>
          </li>
        ))}
      </ul>
      <dl className="mt-1 border-t border-border pt-1">
        <Sum label={t("net")}>
          <MoneyText minor={invoice.subtotalMinor} {...look} />
        </Sum>
        {invoice.taxes.map((tax) => (
          <Sum
            key={`${tax.jurisdiction} ${tax.ratePercent}`}
            label={t.rich("taxOn", {
              tax: taxName(tax.jurisdiction),
              rate: writePercent(tax.ratePercent),
              base: () => <MoneyText minor={tax.baseMinor} {...look} />,
            })}
          >
            <MoneyText minor={tax.taxMinor} {...look} testId="amt-tax" />
          </Sum>
        ))}
        <Sum label={t("total")} isStrong>
          <MoneyText minor={invoice.totalMinor} {...look} />
        </Sum>
      </dl>
    </Section>
  );
}
