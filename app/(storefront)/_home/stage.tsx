import { clsx } from "clsx";
import { Phone } from "lucide-react";
import { useTranslations } from "next-intl";

const waiting = ["first", "second", "third", "fourth", "fifth", "sixth"] as const;
const facts = ["since", "next", "before", "mind"] as const;

function Queue() {
  const t = useTranslations("storefront.home.stage");
  return (
    <div className="border-border md:border-r">
      <p className="flex items-baseline justify-between border-b border-border px-5 pt-4.5 pb-3.5">
        <span className="font-semibold">{t("waiting")}</span>
        <span className="text-small text-text-3">{t("order")}</span>
      </p>
      {waiting.map((key, place) => (
        <div
          key={key}
          className={clsx(
            "border-b border-border px-5 py-[10px] leading-[21px]",
            place === 0 && "bg-brand-soft shadow-[inset_3px_0_0_var(--brand)]",
            place === 5 && "max-md:hidden",
          )}
        >
          <p className="flex justify-between gap-3 font-medium">
            {t(`queue.${key}.name`)}{" "}
            <span className="text-small font-normal text-text-2">{t(`queue.${key}.wait`)}</span>
          </p>
          <p className="flex justify-between gap-3 text-small text-text-2">
            <span className="truncate">{t(`queue.${key}.subject`)}</span>
            <span className={place === 0 ? "text-text" : "text-text-3"}>{t(`queue.${key}.owner`)}</span>
          </p>
        </div>
      ))}
    </div>
  );
}

function Request() {
  const t = useTranslations("storefront.home.stage");
  return (
    <div className="flex flex-col border-r border-border px-7 pt-5 pb-5 max-md:hidden">
      <p className="text-base font-semibold">{t("queue.first.subject")}</p>
      <p className="mt-4 font-medium">
        {t("queue.first.name")} <span className="ml-1.5 text-small font-normal text-text-3">{t("received")}</span>
      </p>
      <p className="mt-0.5 text-text-2">{t("letter")}</p>
      <p className="mt-4 flex gap-2.5 rounded-[8px] bg-warning-soft px-3 py-2.5 text-warning">
        <Phone size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
        {t("note")}
      </p>
      <div className="mt-auto rounded-[10px] border border-border-strong p-3.5">
        <p>
          {t("reply")}
          <span className="ml-px inline-block h-4 w-px translate-y-0.5 bg-brand" />
        </p>
        <p className="mt-3 flex items-center justify-between text-small text-text-3">
          {t("writing")}
          <span className="rounded-[8px] bg-brand px-3 py-1.5 font-semibold text-on-brand">{t("send")}</span>
        </p>
      </div>
    </div>
  );
}

function Person() {
  const t = useTranslations("storefront.home.stage");
  return (
    <div className="px-5 pt-4.5 max-md:hidden">
      <p className="font-semibold">{t("queue.first.name")}</p>
      {facts.map((key) => (
        <div key={key} className="mt-3">
          <p className="text-micro text-text-3">{t(`facts.${key}.label`)}</p>
          <p>{t(`facts.${key}.value`)}</p>
          {key === "before" && <p className="text-small text-text-3">{t("facts.before.note")}</p>}
        </div>
      ))}
    </div>
  );
}

/** A picture of the product in the product's own type; to a screen reader it is one sentence. */
export function Stage() {
  const t = useTranslations("storefront.home.stage");
  return (
    <div className="mx-auto w-full max-w-[1248px] sm:px-6">
      <div
        role="img"
        aria-label={t("picture")}
        className="overflow-hidden rounded-tl-card rounded-tr-[56px] bg-post pt-14 pl-5 sm:rounded-tr-[160px] sm:pr-8 sm:pl-8 md:h-[488px] md:px-16 md:pt-16"
      >
        <div className="grid h-full overflow-hidden rounded-t-card bg-window text-sm text-text max-sm:rounded-tr-none md:grid-cols-[328px_minmax(0,1fr)_248px]">
          <Queue />
          <Request />
          <Person />
        </div>
      </div>
    </div>
  );
}
