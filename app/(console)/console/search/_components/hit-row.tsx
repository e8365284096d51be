import { Building2, CreditCard, type LucideIcon, ReceiptText, RefreshCw, User } from "lucide-react";
import { type StatusObject, type StatusOf, statusDictionary, statusLook } from "@/components/billing/status-dictionary";
import { Badge } from "@/components/ui/badge";
import type { SearchGroup } from "@/server/search/core";
import type { HitView } from "./search-view";

const icons: Readonly<Record<SearchGroup, LucideIcon>> = {
  accounts: Building2,
  people: User,
  subscriptions: RefreshCw,
  invoices: ReceiptText,
  payments: CreditCard,
};

export function HitStatus({ status: { object, status, text } }: { status: NonNullable<HitView["status"]> }) {
  const kind = object as StatusObject;
  const look = status in statusDictionary[kind] ? statusLook(kind, status as StatusOf<typeof kind>) : null;
  const Icon = look?.icon;
  return (
    <Badge
      tone={look?.tone ?? "neutral"}
      icon={Icon && <Icon aria-hidden size={14} strokeWidth={2} className="shrink-0" />}
      data-testid="status"
      data-status={status}
    >
      {text}
    </Badge>
  );
}

/** What was found, why, how it stands, and how much it is: the same in the palette and on the page. */
export function HitRow({ hit }: { hit: HitView }) {
  const Icon = icons[hit.group];
  const { amount, day } = hit;
  return (
    <span className="grid min-h-13 w-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-3 py-1.5 text-small md:grid-cols-[16px_minmax(0,1fr)_auto_112px]">
      <Icon aria-hidden size={16} strokeWidth={1.75} className="text-text-2" />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span className="truncate text-sm font-medium text-text">{hit.title}</span>
          {hit.label && (
            <span className={`truncate text-micro text-text-3 max-md:hidden ${hit.isNumber ? "font-mono" : ""}`}>
              {hit.label}
            </span>
          )}
        </span>
        <span className="block truncate text-text-2 max-md:whitespace-normal">
          {hit.reason.map(({ key, text, isMatch }) =>
            isMatch ? (
              <b
                key={key}
                className="font-semibold text-text underline decoration-brand decoration-2 underline-offset-3"
              >
                {text}
              </b>
            ) : (
              text
            ),
          )}
        </span>
      </span>
      <span className="max-md:col-start-2 max-md:row-start-2 max-md:pt-1 md:text-right empty:hidden md:empty:block">
        {hit.status && <HitStatus status={hit.status} />}
      </span>
      <span className="text-right max-md:col-start-3 max-md:row-start-1">
        {amount && (
          <data className="money block text-sm font-medium text-text" value={amount.minor} data-ccy={amount.currency}>
            {amount.text}
          </data>
        )}
        {day && (
          <time dateTime={day.iso} className="block text-text-2">
            {day.text}
          </time>
        )}
      </span>
    </span>
  );
}
