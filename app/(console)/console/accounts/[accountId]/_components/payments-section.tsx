import type { Route } from "next";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { StatusBadge } from "@/components/billing/status-badge";
import { type StatusOf, statusDictionary } from "@/components/billing/status-dictionary";
import { Link } from "@/components/ui/link";
import { writeCard } from "@/server/documents/core";
import { dayInZone } from "@/server/kernel";
import type { AccountPageView } from "@/server/support";
import { GridCell, GridHead, GridRow, GridTable, wideOnly } from "../../../_components/grid-table";
import { Nothing, Section } from "../../../_components/section";

const isStatus = (state: string): state is StatusOf<"payment"> => state in statusDictionary.payment;

function Kept({ minor, currency }: { minor: bigint | undefined; currency: string }) {
  const t = useTranslations("console.account.payments");
  if (minor === undefined) return null;
  return (
    <span className="block text-micro font-normal text-text-2">
      <MoneyText minor={minor} currency={currency} /> {t("unapplied")}
    </span>
  );
}

/** The newest payments; all of them, attempt by attempt, are in the timeline. */
export function PaymentsSection({ view }: { view: AccountPageView }) {
  const t = useTranslations("console.account.payments");
  const { payments, account } = view;
  const kept = new Map(view.unapplied.map(({ paymentId, unappliedMinor }) => [paymentId as string, unappliedMinor]));
  const all = (
    <Link
      href={`/console/accounts/${account.id}?kind=payments#timeline` as Route}
      className="text-brand no-underline hover:underline"
    >
      {t("all")}
    </Link>
  );
  return (
    <Section id="payments" title={t("title")} aside={payments.length > 0 ? all : undefined}>
      {payments.length === 0 && <Nothing>{t("none")}</Nothing>}
      {payments.length > 0 && (
        <GridTable>
          <GridHead
            columns={[
              { key: "day", label: t("day") },
              { key: "card", label: t("card"), isWide: true },
              { key: "status", label: t("status") },
              { key: "amount", label: t("amount"), align: "right" },
            ]}
          />
          <tbody>
            {payments.map((payment) => (
              <GridRow key={payment.id} data-testid={`row-${payment.id}`}>
                <GridCell className="text-text-2">
                  <DayText day={dayInZone(payment.createdAt, account.timeZone)} />
                </GridCell>
                <GridCell className={`${wideOnly} text-text-2`}>
                  {writeCard(payment.cardBrand, payment.cardLast4)}
                </GridCell>
                <GridCell>
                  {isStatus(payment.state) ? <StatusBadge object="payment" status={payment.state} /> : payment.state}
                </GridCell>
                <GridCell align="right" className="font-medium">
                  <MoneyText minor={payment.amountMinor} currency={payment.currency} />
                  <Kept minor={kept.get(payment.id)} currency={payment.currency} />
                </GridCell>
              </GridRow>
            ))}
          </tbody>
        </GridTable>
      )}
    </Section>
  );
}
