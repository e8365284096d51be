import { CreditCard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { writeCard } from "@/server/documents/core";
import type { CardOfAccount } from "@/server/support";

const twoDigits = (value: number) => String(value).padStart(2, "0");

export function CardRow({ card }: { card: CardOfAccount }) {
  const t = useTranslations("account.cards");
  const name = writeCard(card.brand, card.last4) ?? "";
  const month = `${twoDigits(card.expiryMonth)} / ${twoDigits(card.expiryYear % 100)}`;
  const form = `/account/payment-methods/${card.id}`;
  return (
    <li
      data-testid={`row-${card.id}`}
      className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-border py-4"
    >
      <CreditCard aria-hidden size={22} strokeWidth={1.5} className="self-start mt-0.5 text-text-3" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="font-semibold whitespace-nowrap tabular">{name}</span>
          {card.isDefault && <Badge tone="brand">{t("default")}</Badge>}
          {card.expiry === "soon" && <Badge tone="warning">{t("soon")}</Badge>}
          {card.expiry === "expired" && <Badge tone="danger">{t("expired")}</Badge>}
        </p>
        <p className="mt-1 text-sm text-text-2">
          <span className="whitespace-nowrap tabular">{t("expires", { month })}</span>
          {" · "}
          {card.usedFor.length > 0 ? t("usedFor", { names: card.usedFor.join(", ") }) : t("spare")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:pl-[46px]">
        {!card.isDefault && (
          <form method="post" action={`${form}/default`}>
            <Button size="small" aria-label={t("makeDefaultOf", { card: name })}>
              {t("makeDefault")}
            </Button>
          </form>
        )}
        <form method="post" action="/account/payment-methods/add">
          <input type="hidden" name="replaces" value={card.id} />
          <Button size="small" aria-label={t("replaceOf", { card: name })}>
            {t("replace")}
          </Button>
        </form>
        <form method="post" action={`${form}/remove`}>
          <Button size="small" aria-label={t("removeOf", { card: name })}>
            {t("remove")}
          </Button>
        </form>
      </div>
    </li>
  );
}
