import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { writeCard } from "@/server/documents/core";
import type { CardOfAccount } from "@/server/support";
import type { News } from "../search-params";

const tones = {
  saved: "success",
  known: "info",
  paid: "success",
  declined: "danger",
  checking: "info",
  not_saved: "info",
  chosen: "success",
  removed: "success",
  last: "warning",
  unavailable: "danger",
} as const;

type NewsNoticeProps = { news: News; cards: readonly CardOfAccount[] };

/** What the last form did, and the way back or on from there. */
export function NewsNotice({ news: { news, card: cardId }, cards }: NewsNoticeProps) {
  const t = useTranslations("account.cards.news");
  if (news === null) return null;
  const about = news === "chosen" ? cards.find(({ isDefault }) => isDefault) : cards.find(({ id }) => id === cardId);
  const name = about ? writeCard(about.brand, about.last4) : null;
  const Icon = tones[news] === "success" ? CircleCheck : CircleAlert;
  return (
    <div role="status">
      <Notice
        tone={tones[news]}
        icon={<Icon aria-hidden size={22} strokeWidth={1.75} />}
        title={t(news, { card: name ?? t("unknown") })}
        action={<NextStep news={news} card={cards.find(({ id }) => id === cardId)} />}
      />
    </div>
  );
}

function NextStep({ news, card }: { news: News["news"]; card: CardOfAccount | undefined }) {
  const t = useTranslations("account.cards");
  if (!card) return null;
  if (news === "chosen" && !card.isDefault) {
    return (
      <form method="post" action={`/account/payment-methods/${card.id}/default`}>
        <Button width="phone">{t("news.undo")}</Button>
      </form>
    );
  }
  if (news !== "last") return null;
  return (
    <form method="post" action="/account/payment-methods/add">
      <input type="hidden" name="replaces" value={card.id} />
      <Button width="phone">{t("replaceOf", { card: writeCard(card.brand, card.last4) ?? "" })}</Button>
    </form>
  );
}
