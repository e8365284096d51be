import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { PlainDate } from "@/server/kernel";
import { formatDay } from "./format-day";
import { type StatusObject, type StatusOf, statusLook } from "./status-dictionary";

type StatusBadgeProps<Kind extends StatusObject> = {
  object: Kind;
  status: StatusOf<Kind>;
  audience?: "staff" | "customer";
  day?: PlainDate;
  days?: number;
  step?: { number: number; of: number };
};

export function StatusBadge<Kind extends StatusObject>(props: StatusBadgeProps<Kind>) {
  const { object, status, audience = "staff", day, days, step } = props;
  const t = useTranslations("billing");
  const look = statusLook(object, status);
  const Icon = look.icon;
  const branch = audience === "customer" && look.wordsForCustomer ? "customer" : "status";
  const detail = {
    day: day ? formatDay(day) : "none",
    days: days ?? 0,
    step: step ? `${step.number}` : "none",
    steps: step?.of ?? 0,
  };
  return (
    <Badge
      tone={look.tone}
      icon={<Icon aria-hidden size={14} strokeWidth={2} className="shrink-0" />}
      data-testid="status"
      data-status={status}
    >
      {t(`${branch}.${object}.${status}` as Parameters<typeof t>[0], detail).trim()}
    </Badge>
  );
}
