import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { writeCard } from "@/server/documents/core";
import { dayInZone } from "@/server/kernel";
import type { ToRecover } from "@/server/support";
import { PaySection, type ToPay } from "../../invoices/[invoiceId]/_components/pay-section";

type Item = ToRecover & { toPay: ToPay };

export function RecoverScreen({ items, timeZone }: { items: readonly Item[]; timeZone: string }) {
  const t = useTranslations("account.recovery");
  return (
    <PageMain page="M10" state={items.length > 0 ? "ready" : "empty"} className="flex min-w-0 flex-col gap-6">
      <h1 className="text-h1 font-semibold tracking-[-0.02em]">{t("title")}</h1>
      {items.length === 0 && (
        <EmptyState title={t("nothing")} action={<LinkButton href={"/account" as Route}>{t("overview")}</LinkButton>}>
          {t("nothingBody")}
        </EmptyState>
      )}
      {items.map((item) => (
        <RecoverCard key={item.invoice.id} item={item} timeZone={timeZone} />
      ))}
    </PageMain>
  );
}

function RecoverCard({ item, timeZone }: { item: Item; timeZone: string }) {
  const t = useTranslations("account.recovery");
  const { invoice, attempt, toPay } = item;
  const card = attempt ? writeCard(attempt.cardBrand, attempt.cardLast4) : null;
  return (
    <Card className="overflow-hidden">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-5 sm:px-8">
        <div>
          <h2 className="font-mono text-base font-medium">
            <Link href={`/account/invoices/${invoice.id}` as Route} className="link">
              {invoice.number}
            </Link>
          </h2>
          <p className="mt-1 text-sm text-text-2">
            {attempt
              ? t("triedOn", { day: formatDay(dayInZone(attempt.failedAt, timeZone)), card: card ?? "none" })
              : t("dueOn", { day: formatDay(invoice.dueOn) })}
          </p>
        </div>
        <MoneyText
          minor={invoice.balanceMinor}
          currency={invoice.currency}
          className="text-h2 font-semibold"
          testId={`amt-${invoice.id}`}
        />
      </div>
      <PaySection invoiceId={invoice.id} toPay={toPay} />
    </Card>
  );
}
