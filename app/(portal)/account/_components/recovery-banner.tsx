import { ChevronDown, CircleAlert } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { LinkButton } from "@/components/ui/link-button";

export type Recovery = {
  /** What is owed, by currency. */
  owed: ReadonlyArray<{ minor: bigint; currency: string }>;
  invoiceCount: number;
  /** Of the one with the most money: the day it was tried or was due, and the card in words. */
  first: { number: string; day: string; card: string | null; wasTried: boolean };
};

/** On every page of the account until it is paid: folded by a press, but never gone. */
export function RecoveryBanner({ recovery }: { recovery: Recovery }) {
  const t = useTranslations("account.recovery");
  const amount = recovery.owed.map(({ minor, currency }) => formatMoney(minor, currency)).join(", ");
  const { number, day, card, wasTried } = recovery.first;
  return (
    <details open className="group/banner border-b border-border bg-danger-soft text-danger print:hidden">
      <summary className="mx-auto flex min-h-11 w-full max-w-[1280px] cursor-pointer list-none items-center gap-3 px-5 py-2.5 font-semibold nav:px-8 [&::-webkit-details-marker]:hidden">
        <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="shrink-0" />
        <span role="status" className="min-w-0 flex-1">
          {t("owed", { amount, count: recovery.invoiceCount })}
        </span>
        <ChevronDown
          aria-hidden
          size={18}
          strokeWidth={1.75}
          className="shrink-0 transition-transform group-open/banner:rotate-180"
        />
      </summary>
      <div className="mx-auto flex max-w-[1280px] flex-wrap items-center gap-x-6 gap-y-3 px-5 pb-4 nav:px-8">
        <p className="min-w-0 flex-1 basis-64 text-text-2">
          {wasTried ? t("tried", { number, day, card: card ?? "none" }) : t("due", { number, day })}
        </p>
        <LinkButton kind="primary" width="phone" href={"/account/recover" as Route}>
          {t("pay")}
        </LinkButton>
      </div>
    </details>
  );
}
