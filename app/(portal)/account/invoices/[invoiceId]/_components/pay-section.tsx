import { CircleAlert } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import type { DeclineReason } from "@/server/payments/core";

export type ToPay = {
  minor: bigint;
  currency: string;
  /** The page where another card, or a part, is paid. */
  href: string;
  /** The card on file that is charged at once; null where there is none. */
  card: string | null;
  declineReason: DeclineReason | null;
};

export function PaySection({ invoiceId, toPay }: { invoiceId: string; toPay: ToPay }) {
  const t = useTranslations("account.pay");
  const declines = useTranslations("declines");
  const amount = formatMoney(toPay.minor, toPay.currency);
  return (
    <section
      aria-label={t("label")}
      className="flex flex-col gap-4 border-b border-border bg-sunken px-5 py-5 sm:px-8 print:hidden"
    >
      {toPay.declineReason && (
        <Notice
          tone="danger"
          icon={<CircleAlert aria-hidden size={22} strokeWidth={1.75} />}
          title={t("failed", { card: toPay.card ?? t("yourCard") })}
        >
          {declines(toPay.declineReason)}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {toPay.card && (
          <form method="post" action={`/account/invoices/${invoiceId}/pay`} className="max-sm:w-full">
            <Button kind="primary" width="phone">
              {t("withCard", { amount, card: toPay.card })}
            </Button>
          </form>
        )}
        <LinkButton kind={toPay.card ? "secondary" : "primary"} width="phone" href={toPay.href as Route}>
          {toPay.card ? t("otherCard") : t("pay", { amount })}
        </LinkButton>
      </div>
    </section>
  );
}
