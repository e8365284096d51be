import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { cityOf } from "@/components/billing/format-day";
import { TimeText } from "@/components/billing/time-text";

export type BusinessClock = { now: Date; zone: string };

/** Shown only while business time is not the world's, so that nobody mistakes one for the other. */
export function ClockBar({ clock, className }: { clock: BusinessClock; className?: string }) {
  const t = useTranslations("console.shell");
  const pattern = useId();
  return (
    <p
      className={clsx(
        "flex h-7 items-center gap-2 overflow-hidden bg-warning-soft pr-2.5 text-small font-medium text-warning",
        className,
      )}
    >
      <svg width="20" height="28" aria-hidden="true" className="shrink-0">
        <pattern id={pattern} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="8" fill="currentColor" opacity="0.55" />
        </pattern>
        <rect width="20" height="28" fill={`url(#${pattern})`} />
      </svg>
      <span className="whitespace-nowrap">
        {t("simulated")} <TimeText at={clock.now} zone={clock.zone} withDay /> {cityOf(clock.zone)}
      </span>
    </p>
  );
}
