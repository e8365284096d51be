import { ChevronDown, CircleAlert, CircleCheck, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { formatMoney } from "@/components/billing/format-money";
import { MoneyText } from "@/components/billing/money-text";
import { PageMain } from "@/components/layout/page-main";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { InvoiceDocument } from "@/server/documents";
import type { DeclineReason } from "@/server/payments/core";
import type { CardFields } from "../../../_card/card-frame";
import { ReducedFooter, ReducedHeader } from "../../../_components/reduced-frame";
import type { PayProblem } from "../pay-problems";
import { PayForm } from "./pay-form";

export type PayScreenProps = {
  token: string;
  invoice: InvoiceDocument;
  /** A payment is at the gateway and not known to have succeeded or failed. */
  isChecking: boolean;
  declineReason: DeclineReason | null;
  /** What was declined, in words. */
  declinedCard: string | null;
  problem: PayProblem | null;
  cardFields: CardFields;
};

export function PayScreen({
  token,
  invoice,
  isChecking,
  declineReason,
  declinedCard,
  problem,
  cardFields,
}: PayScreenProps) {
  const t = useTranslations("pay");
  const isPaid = invoice.balanceMinor === 0n;
  return (
    <>
      <ReducedHeader />
      <PageMain
        page="P11"
        state={isChecking && !isPaid ? "partial" : "ready"}
        className="mx-auto w-full max-w-[624px] flex-1 px-5 pt-8 pb-14 sm:px-6 sm:pt-12 sm:pb-20"
      >
        <h1 className="headline text-h1">
          {t.rich("heading", { number: () => <span className="whitespace-nowrap">{invoice.number}</span> })}
        </h1>
        <p className="mt-2 text-text-2">{t("to", { seller: invoice.seller.legalName, name: invoice.billTo.name })}</p>
        <div className="mt-6 flex flex-col gap-4">
          <Standing {...{ token, invoice, isChecking, declineReason, declinedCard }} />
        </div>
        <Card className="mt-6 p-5 sm:p-6">
          <Facts invoice={invoice} />
          {!isPaid && !isChecking && <PayForm {...{ token, invoice, problem, cardFields }} />}
        </Card>
        <a
          href={`/pay/${token}/invoice.pdf`}
          className="link mt-5 inline-flex min-h-11 items-center gap-2 font-medium print:hidden"
        >
          <Download aria-hidden size={18} strokeWidth={1.75} />
          {t("download")}
        </a>
      </PageMain>
      <ReducedFooter seller={{ name: invoice.seller.legalName, city: invoice.seller.city }} />
    </>
  );
}

type StandingProps = Pick<PayScreenProps, "token" | "invoice" | "isChecking" | "declineReason" | "declinedCard">;

function Standing({ token, invoice, isChecking, declineReason, declinedCard }: StandingProps) {
  const t = useTranslations("pay");
  const declines = useTranslations("declines");
  const { number, totalMinor, balanceMinor, currency } = invoice;
  if (balanceMinor === 0n) {
    return (
      <div role="status">
        <Notice tone="success" icon={<CircleCheck aria-hidden size={22} strokeWidth={1.75} />} title={t("done.title")}>
          {t("done.text", { number, total: formatMoney(totalMinor, currency) })}
        </Notice>
      </div>
    );
  }
  if (isChecking) {
    return (
      <div role="status">
        <Notice
          tone="info"
          icon={<Spinner />}
          title={t("checking.title")}
          action={
            <a href={`/pay/${token}`} className="link inline-flex min-h-11 items-center font-medium">
              {t("checking.again")}
            </a>
          }
        >
          {t("checking.text")}
        </Notice>
      </div>
    );
  }
  const received = totalMinor - balanceMinor;
  return (
    <>
      {declineReason && (
        <div role="alert">
          <Notice
            tone="danger"
            icon={<CircleAlert aria-hidden size={22} strokeWidth={1.75} />}
            title={declines(declineReason)}
          >
            {declinedCard && t("tried", { card: declinedCard })}
          </Notice>
        </div>
      )}
      {received > 0n && (
        <div role="status">
          <Notice
            tone="success"
            icon={<CircleCheck aria-hidden size={22} strokeWidth={1.75} />}
            title={t("partly", { amount: formatMoney(received, currency), left: formatMoney(balanceMinor, currency) })}
          />
        </div>
      )}
    </>
  );
}

function Facts({ invoice }: { invoice: InvoiceDocument }) {
  const t = useTranslations("pay");
  const { currency, totalMinor, balanceMinor } = invoice;
  const row = "flex items-baseline justify-between gap-6 py-1.5 text-text-2";
  return (
    <>
      <dl>
        <div className="mb-2 flex items-baseline justify-between gap-6 border-b border-border pb-3">
          <dt className="font-medium">{t("left")}</dt>
          <dd className="headline text-h2">
            <MoneyText minor={balanceMinor} currency={currency} />
          </dd>
        </div>
        {balanceMinor < totalMinor && (
          <>
            <div className={row}>
              <dt>{t("total")}</dt>
              <dd>
                <MoneyText minor={totalMinor} currency={currency} />
              </dd>
            </div>
            <div className={row}>
              <dt>{t("paid")}</dt>
              <dd>
                <MoneyText minor={totalMinor - balanceMinor} currency={currency} />
              </dd>
            </div>
          </>
        )}
        <div className={row}>
          <dt>{t("issued")}</dt>
          <dd>
            <DayText day={invoice.issueOn} />
          </dd>
        </div>
        <div className={row}>
          <dt>{t("due")}</dt>
          <dd>
            <DayText day={invoice.dueOn} />
          </dd>
        </div>
      </dl>
      <details className="group/lines mt-2 border-t border-border pt-2">
        <summary className="flex min-h-11 cursor-pointer items-center justify-between py-2 font-medium">
          {t("lines")}
          <ChevronDown
            aria-hidden
            size={18}
            strokeWidth={1.75}
            className="transition-transform group-open/lines:rotate-180"
          />
        </summary>
        <ul className="pb-2 text-text-2">
          {invoice.lines.map((line) => (
            <li key={line.id} className="flex justify-between gap-6 py-1">
              <span>{line.description}</span>
              <MoneyText minor={line.netMinor + line.taxMinor} currency={currency} />
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
