import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DayText } from "@/components/billing/day-text";
import { formatUnitPrice } from "@/components/billing/format-unit-price";
import { StatusBadge } from "@/components/billing/status-badge";
import { type StatusOf, statusDictionary } from "@/components/billing/status-dictionary";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import type { PlainDate } from "@/server/kernel";
import type { SubscriptionWithNextInvoice } from "@/server/support";
import { NextInvoiceEstimate } from "./next-invoice-estimate";

export type SubscriptionCardProps = {
  subscription: SubscriptionWithNextInvoice;
  accountReference: string;
  today: PlainDate;
  mayReadMoney: boolean;
  isOverdue: boolean;
  latestInvoiceHref: string | null;
};

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-text-3">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const isStatus = (status: string): status is StatusOf<"subscription"> => status in statusDictionary.subscription;

function Facts({ subscription, mayReadMoney, isOverdue }: SubscriptionCardProps) {
  const t = useTranslations("account.subscription");
  const { names, seats, charges, currency, chargedThroughOn, status } = subscription;
  const main = charges[0];
  const shown = isOverdue && status === "active" ? "overdue" : status;
  const unit = main?.interval?.unit === "year" ? "year" : "month";
  return (
    <div className="p-5 sm:p-7">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-h2 font-semibold tracking-[-0.01em]">{names[0]}</h2>
        {isStatus(shown) && <StatusBadge object="subscription" status={shown} audience="customer" />}
      </div>
      <dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-5">
        <Fact label={t("seats")}>{seats === null ? "–" : t("seatCount", { seats })}</Fact>
        {mayReadMoney && main && main.unitPrice !== null && (
          <Fact label={t("price")}>
            {t(main.model === "per_unit" ? `perSeat.${unit}` : `flat.${unit}`, {
              price: formatUnitPrice(main.unitPrice, currency),
            })}
          </Fact>
        )}
        {chargedThroughOn && (
          <Fact label={t("renews")}>
            <DayText day={chargedThroughOn} />, {t(`rhythm.${unit}`)}
          </Fact>
        )}
        <Fact label={t("since")}>
          <DayText day={subscription.startOn} />
        </Fact>
        {names.length > 1 && <Fact label={t("addOns")}>{names.slice(1).join(", ")}</Fact>}
      </dl>
    </div>
  );
}

function Actions({ subscription, accountReference, latestInvoiceHref }: SubscriptionCardProps) {
  const t = useTranslations("account.subscription");
  const brand = useTranslations("brand");
  const subject = t("cancelSubject", { plan: subscription.names[0] ?? "", account: accountReference });
  const cancel = `mailto:${brand("mail")}?${new URLSearchParams({ subject }).toString().replaceAll("+", "%20")}`;
  return (
    <div className="flex flex-wrap gap-2 border-t border-border px-5 py-4 sm:px-7">
      {latestInvoiceHref && (
        <a href={latestInvoiceHref} className={buttonStyle({ width: "phone" })}>
          <Download aria-hidden size={18} strokeWidth={1.75} />
          {t("latestInvoice")}
        </a>
      )}
      <a href={cancel} className={buttonStyle({ width: "phone" })}>
        {t("cancel")}
      </a>
    </div>
  );
}

export function SubscriptionCard(props: SubscriptionCardProps) {
  const { subscription, today, mayReadMoney } = props;
  const { nextInvoice } = subscription;
  return (
    <Card className="overflow-hidden">
      <div className="grid md:grid-cols-[minmax(0,1fr)_380px]">
        <Facts {...props} />
        {mayReadMoney && nextInvoice && (
          <div className="border-t border-border p-5 sm:p-7 md:border-t-0 md:border-l">
            <NextInvoiceEstimate nextInvoice={nextInvoice} today={today} />
          </div>
        )}
      </div>
      <Actions {...props} />
    </Card>
  );
}
