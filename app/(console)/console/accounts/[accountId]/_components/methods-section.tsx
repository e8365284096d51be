import { Check, CreditCard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { writeCard } from "@/server/documents/core";
import type { AccountPageView } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";

export function MethodsSection({ cards }: { cards: AccountPageView["cards"] }) {
  const t = useTranslations("console.account.methods");
  return (
    <Section id="methods" title={t("title")} count={cards.length}>
      {cards.length === 0 && <Nothing>{t("none")}</Nothing>}
      <ul>
        {cards.map((card) => (
          <li
            key={card.id}
            className="flex min-h-9 items-center gap-3 border-t border-row-sep text-table first:border-t-0"
          >
            <CreditCard aria-hidden size={16} strokeWidth={1.75} className="text-text-2" />
            <span className="font-medium">{writeCard(card.brand, card.last4)}</span>
            <span className="tabular flex-1 text-text-2">
              {t("expires", {
                month: String(card.expiryMonth).padStart(2, "0"),
                year: String(card.expiryYear % 100).padStart(2, "0"),
              })}
            </span>
            {card.isDefault && <Badge icon={<Check aria-hidden size={14} strokeWidth={2} />}>{t("default")}</Badge>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
