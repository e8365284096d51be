import { useTranslations } from "next-intl";
import type { NamedBillRun } from "@/server/support";
import { Section } from "../../../_components/section";

const secondsBetween = (from: Date, until: Date) => Math.max((until.getTime() - from.getTime()) / 1000, 0.001);

/** How far a run has come, how fast it is, and how long that leaves. */
export function RunProgress({ run, readAt }: { run: NamedBillRun; readAt: Date }) {
  const t = useTranslations("operations.runs.run");
  const done = run.accountCount + run.errorCount;
  const planned = Math.max(run.plannedAccountCount, done);
  const rate = done / secondsBetween(run.recordedAt, readAt);
  const left = rate > 0 ? Math.round((planned - done) / rate) : null;
  return (
    <Section
      id="progress"
      title={t("working")}
      aside={
        <span className="tabular">
          {t("rate", { rate: rate.toFixed(rate < 10 ? 1 : 0) })}
          {left !== null && ` · ${t("left", { seconds: left })}`}
        </span>
      }
    >
      <progress
        aria-labelledby="progress"
        max={Math.max(planned, 1)}
        value={done}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
      />
      <p className="mt-2 flex flex-wrap justify-between gap-x-4 gap-y-1 text-small text-text-2">
        <span className="tabular">{t("progress", { done, planned })}</span>
        <span>{t("resume")}</span>
      </p>
    </Section>
  );
}
