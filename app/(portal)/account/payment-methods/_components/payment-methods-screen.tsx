import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { PageMain } from "@/components/layout/page-main";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { PaymentMethodsPage } from "@/server/support";
import type { News } from "../search-params";
import { CardRow } from "./card-row";
import { NewsNotice } from "./news-notice";

type PaymentMethodsScreenProps = PaymentMethodsPage & { news: News };

export function PaymentMethodsScreen({ cards, owed, news }: PaymentMethodsScreenProps) {
  const t = useTranslations("account.cards");
  return (
    <PageMain page="M6" state={cards.length > 0 ? "ready" : "empty"} className="flex min-w-0 flex-col gap-10">
      <div className="flex flex-col gap-6">
        <div>
          <h1 className="text-h1 font-semibold tracking-[-0.02em]">{t("title")}</h1>
          <p className="mt-2 text-text-2">{t("lead")}</p>
        </div>
        <NewsNotice news={news} cards={cards} />
        {cards.length > 0 && (
          <ul aria-label={t("list")} className="border-b border-border">
            {cards.map((card) => (
              <CardRow key={card.id} card={card} />
            ))}
          </ul>
        )}
        {cards.length === 0 && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      </div>
      <AddCard owed={owed} />
    </PageMain>
  );
}

/** With something owed, giving a card and paying are one step; without, nothing is charged. */
function AddCard({ owed }: Pick<PaymentMethodsPage, "owed">) {
  const t = useTranslations("account.cards");
  const action = "/account/payment-methods/add";
  const amount = sumsOf(owed)
    .map(({ minor, currency }) => formatMoney(minor, currency))
    .join(", ");
  return (
    <section aria-labelledby="add-card" className="flex flex-col gap-4">
      <div>
        <h2 id="add-card" className="text-h3 font-semibold">
          {t("add")}
        </h2>
        <p className="mt-1 max-w-prose text-text-2">
          {owed.length > 0 && `${t("owed", { amount, count: owed.length })} `}
          {t("addLead")}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        {owed.length > 0 && (
          <form method="post" action={action} className="max-sm:w-full">
            {owed.map(({ invoice }) => (
              <input
                key={invoice.id}
                type="hidden"
                name="pay"
                value={`${invoice.id} ${invoice.balanceMinor} ${invoice.currency}`}
              />
            ))}
            <Button kind="primary" width="phone">
              {t("saveAndPay", { amount })}
            </Button>
          </form>
        )}
        <form method="post" action={action} className="max-sm:w-full">
          <Button kind={owed.length > 0 ? "secondary" : "primary"} width="phone">
            {owed.length > 0 ? t("saveOnly") : t("add")}
          </Button>
        </form>
      </div>
    </section>
  );
}

const sumsOf = (owed: PaymentMethodsPage["owed"]): { minor: bigint; currency: string }[] => {
  const sums = new Map<string, bigint>();
  for (const { invoice } of owed) {
    sums.set(invoice.currency, (sums.get(invoice.currency) ?? 0n) + invoice.balanceMinor);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
};
