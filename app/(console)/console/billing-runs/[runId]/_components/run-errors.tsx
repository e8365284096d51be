import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { NamedBillRunError } from "@/server/support";
import { Nothing, Section } from "../../../_components/section";
import { type VerbAction, VerbForm } from "../../../_components/verb-form";

type RunErrorsProps = { runId: string; errors: readonly NamedBillRunError[]; retry: VerbAction | null };

/** The accounts that a run could not bill; trying again touches only those. */
export function RunErrors({ runId, errors, retry }: RunErrorsProps) {
  const t = useTranslations("operations.runs.run");
  const refused = useTranslations("operations.runs.start")("refused");
  const open = errors.filter(({ resolvedAt }) => !resolvedAt);
  return (
    <Section id="errors" title={t("errors")} count={open.length}>
      {errors.length === 0 && <Nothing>{t("noErrors")}</Nothing>}
      <ul>
        {errors.map((error) => (
          <li
            key={error.accountId}
            data-testid={`row-${error.accountId}`}
            className="grid gap-x-4 gap-y-0.5 border-t border-row-sep py-2 text-table first:border-t-0 md:grid-cols-[minmax(0,220px)_minmax(0,1fr)_80px_80px]"
          >
            <Link
              href={`/console/accounts/${error.accountId}` as Route}
              className="truncate font-medium text-brand no-underline hover:underline"
            >
              {error.accountName}
            </Link>
            <span className="break-words">
              {error.message} <span className="font-mono text-micro text-text-2">{error.reason}</span>
            </span>
            <span className="text-text-2">{t("attempts", { count: error.attempts })}</span>
            <span className={error.resolvedAt ? "text-success" : "font-medium text-danger"}>
              {t(error.resolvedAt ? "solved" : "open")}
            </span>
          </li>
        ))}
      </ul>
      {retry && open.length > 0 && (
        <div className="mt-3">
          <VerbForm action={retry} label={t("retry", { count: open.length })} refused={refused} kind="secondary">
            <input type="hidden" name="run" value={runId} />
          </VerbForm>
        </div>
      )}
    </Section>
  );
}
