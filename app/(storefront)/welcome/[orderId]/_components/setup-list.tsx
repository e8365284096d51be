import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { cityOf, formatDay } from "@/components/billing/format-day";
import { formatMoney } from "@/components/billing/format-money";
import { StatusBadge } from "@/components/billing/status-badge";
import { TimeText } from "@/components/billing/time-text";
import { Spinner } from "@/components/ui/spinner";
import type { ChecklistItem, WelcomeView } from "./welcome-view";

function Item({ item, view }: { item: ChecklistItem; view: WelcomeView }) {
  const t = useTranslations("welcome.setup");
  const isDone = item.status === "done";
  const amount = formatMoney(view.totalMinor, view.currency);
  return (
    <li
      className="grid grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-x-4.5 border-t border-border py-4"
      data-item={item.key}
    >
      {isDone ? (
        <CircleCheck aria-hidden size={20} strokeWidth={1.75} className="text-success" />
      ) : (
        <Spinner className="text-info" />
      )}
      <span className={isDone ? "" : "font-medium"}>
        {t(`items.${item.key}`, { amount, plan: view.planName, seats: view.seats })}
      </span>
      {isDone && item.at ? (
        <TimeText at={item.at} zone={view.zone} withSeconds className="text-sm text-text-3" />
      ) : (
        <StatusBadge object="provisioning" status={isDone ? "done" : "pending"} audience="customer" />
      )}
      {item.status !== "done" && (
        <p className="col-span-2 col-start-2 mt-0.5 max-w-[52ch] text-sm text-text-2">{t(item.status)}</p>
      )}
    </li>
  );
}

export function SetupList({ view }: { view: WelcomeView }) {
  const t = useTranslations("welcome.setup");
  const done = view.checklist.filter(({ status }) => status === "done").length;
  return (
    <section aria-labelledby="setup" className="mt-14">
      <div className="mb-4 flex items-baseline justify-between gap-6">
        <h2 id="setup" className="headline text-h2">
          {done === view.checklist.length
            ? t("titleDone", { product: view.productName })
            : t("title", { product: view.productName })}
        </h2>
        <p role="status" className="text-sm text-text-2">
          {t("progress", { done, all: view.checklist.length })}
        </p>
      </div>
      <ul className="border-b border-border">
        {view.checklist.map((item) => (
          <Item key={item.key} item={item} view={view} />
        ))}
      </ul>
      <p className="mt-3 text-small text-text-3">
        {t("times", { city: cityOf(view.zone), day: formatDay(view.today) })}
      </p>
    </section>
  );
}
