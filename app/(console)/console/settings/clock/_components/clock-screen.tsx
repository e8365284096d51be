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
import { type MoveClock, MoveForm, type MoveWords } from "./move-form";

type ClockScreenProps = { clock: BusinessClock; due: readonly NextDue[]; zone: string; move: MoveClock };

function useMoveWords(zone: string): MoveWords {
  const t = useTranslations("operations.clock");
  return {
    day: t("day"),
    time: t("time"),
    zone: t("zone", { city: cityOf(zone) }),
    sweeps: t("sweeps"),
    sweepsHint: t("sweepsHint"),
    go: t("go"),
    going: t("going"),
    done: t("done"),
    refused: t("refused"),
    counts: [
      { name: "billedAccounts", label: t("result.billed") },
      { name: "collectedInvoices", label: t("result.collected") },
      { name: "recognizedParts", label: t("result.recognized") },
      { name: "stopCount", label: t("result.stops") },
    ],
  };
}

export function ClockScreen({ clock, due, zone, move }: ClockScreenProps) {
  const t = useTranslations("operations.clock");
  const words = useMoveWords(zone);
  const next = due.find(({ at }) => at.getTime() > clock.now.getTime());
  const suggested = addDays(dayInZone(next?.at ?? clock.now, zone), 1);
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
        {clock.isSimulated ? (
          <MoveForm move={move} suggestedDay={suggested} words={words} />
        ) : (
          <Nothing>{t("realBody")}</Nothing>
        )}
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
