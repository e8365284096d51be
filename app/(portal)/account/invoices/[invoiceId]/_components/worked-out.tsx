import { useTranslations } from "next-intl";
import { ExplainedLine } from "@/components/billing/explained-line";
import type { InvoiceLine } from "@/server/invoices";

export function WorkedOut({ line, currency }: { line: InvoiceLine; currency: string }) {
  const t = useTranslations("account.invoice");
  return (
    <details className="mt-1">
      <summary className="link inline-flex min-h-6 items-center text-sm font-medium">{t("worked")}</summary>
      <div className="mt-3">
        <ExplainedLine line={line} currency={currency} />
      </div>
    </details>
  );
}
