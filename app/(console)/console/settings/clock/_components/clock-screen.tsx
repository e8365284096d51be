import { useTranslations } from "next-intl";
import { cityOf } from "@/components/billing/format-day";
import { TimeText } from "@/components/billing/time-text";
import { PageMain } from "@/components/layout/page-main";
import { Badge } from "@/components/ui/badge";
import { addDays, dayInZone } from "@/server/kernel";
import type { NextDue } from "@/server/operations";
import type { BusinessClock } from "@/server/platform";
import { RoomHeader } from "../../../_components/room-header";
import { Nothing, Section } from "../../../_components/section";
import { MoveForm } from "./move-form";

type ClockScreenProps = { clock: BusinessClock; due: readonly NextDue[]; zone: string };

export function ClockScreen({ clock, due, zone }: ClockScreenProps) {
  const t = useTranslations("operations.clock");
  const next = due.find(({ at }) => at.getTime() > clock.now.getTime());
  const suggested = next ? dayInZone(next.at, zone) : addDays(dayInZone(clock.now, zone), 1);
  return (
    <PageMain page="D8">
      <RoomHeader title={t("title")}>
        <span className="flex items-center gap-3 text-small text-text-2">
          <Badge tone={clock.isSimulated ? "warning" : "success"}>{t(clock.isSimulated ? "frozen" : "real")}</Badge>
          <span>
            <TimeText at={clock.now} zone={zone} withDay /> {cityOf(zone)}
          </span>
        </span>
      </RoomHeader>
      <Section id="move" title={t("move")}>
        {clock.isSimulated ? <MoveForm suggestedDay={suggested} city={cityOf(zone)} /> : <Nothing>{t("realBody")}</Nothing>}
      </Section>
      <Section id="due" title={t("due")} count={due.length}>
        {due.length === 0 && <Nothing>{t("none")}</Nothing>}
        <ul>
          {due.map(({ kind, at }) => (
            <li
              key={`${kind}-${at.toISOString()}`}
              className="flex min-h-9 items-center justify-between gap-4 border-t border-row-sep text-table first:border-t-0"
            >
              <span className="font-medium">{t(`kinds.${kind}`)}</span>
              <TimeText at={at} zone={zone} withDay className="text-text-2" />
            </li>
          ))}
        </ul>
      </Section>
    </PageMain>
  );
}
