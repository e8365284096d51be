"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { type Moved, moveClock } from "../actions";

const counts = [
  ["billed", "billedAccounts"],
  ["collected", "collectedInvoices"],
  ["recognized", "recognizedParts"],
  ["expired", "expiredSubscriptions"],
  ["stops", "stopCount"],
] as const;

function Result({ moved }: { moved: Moved }) {
  const t = useTranslations("operations.clock");
  if (!moved) return null;
  if (moved.kind === "refused") {
    return (
      <Notice tone="danger" icon={<CircleAlert aria-hidden size={20} strokeWidth={1.75} />} title={t("refused")}>
        {moved.message}
      </Notice>
    );
  }
  const { result } = moved;
  return (
    <Notice
      tone="success"
      icon={<CircleCheck aria-hidden size={20} strokeWidth={1.75} />}
      title={t("done", { day: result.now.toISOString().slice(0, 16).replace("T", " ") })}
    >
      <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {counts.map(([key, name]) => (
          <div key={key} className="flex gap-2">
            <dt>{t(`result.${key}`)}</dt>
            <dd className="tabular font-semibold">{result[name]}</dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}

export function MoveForm({ suggestedDay, city }: { suggestedDay: string; city: string }) {
  const t = useTranslations("operations.clock");
  const [moved, send, isBusy] = useActionState(moveClock, null);
  return (
    <form action={send} className="flex flex-col items-start gap-4">
      <div className="flex flex-wrap items-end gap-3 [&_label]:grid [&_label]:gap-1 [&_label]:text-micro [&_label]:text-text-2">
        <label className="w-44">
          {t("day")}
          <Input key={suggestedDay} name="day" type="date" required defaultValue={suggestedDay} />
        </label>
        <label className="w-32">
          {t("time")}
          <Input name="time" type="time" required defaultValue="09:00" />
        </label>
        <span className="pb-2 text-small text-text-2">{t("zone", { city })}</span>
      </div>
      <label className="flex max-w-prose items-start gap-2.5">
        <input type="checkbox" name="sweeps" defaultChecked className="mt-0.5 size-4 accent-brand" />
        <span>
          <span className="font-medium">{t("sweeps")}</span>
          <span className="block text-small text-text-2">{t("sweepsHint")}</span>
        </span>
      </label>
      <Button kind="primary" disabled={isBusy} aria-busy={isBusy}>
        {t("go")}
      </Button>
      <div role="status" className="w-full">
        {isBusy ? <p className="text-small text-text-2">{t("going")}</p> : <Result moved={moved} />}
      </div>
    </form>
  );
}
