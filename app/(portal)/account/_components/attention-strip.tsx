import { CircleAlert } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import type { InvoiceSummary } from "@/server/invoices";

/** What is overdue, one strip an invoice, the largest amount first. */
export function AttentionStrips({ overdue }: { overdue: readonly InvoiceSummary[] }) {
  const t = useTranslations("account.attention");
  const byMoney = overdue.toSorted((a, b) => Number(b.balanceMinor - a.balanceMinor));
  return byMoney.map((invoice) => (
    <Notice
      key={invoice.id}
      tone="danger"
      icon={<CircleAlert aria-hidden size={22} strokeWidth={1.75} />}
      title={t("overdue", { amount: formatMoney(invoice.balanceMinor, invoice.currency), number: invoice.number })}
      action={
        <LinkButton kind="primary" width="phone" href={`/account/invoices/${invoice.id}` as Route}>
          {t("open", { amount: formatMoney(invoice.balanceMinor, invoice.currency) })}
        </LinkButton>
      }
    >
      {t("since", { day: formatDay(invoice.dueOn) })}
    </Notice>
  ));
}
