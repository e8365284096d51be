import { useTranslations } from "next-intl";
import { formatDay } from "@/components/billing/format-day";
import { TimeText } from "@/components/billing/time-text";
import { Link } from "@/components/ui/link";
import { dayInZone } from "@/server/kernel";
import type { PastPolicy } from "@/server/support";
import { useOptionWords } from "./option-rows";
import { policyHref } from "./policy-address";

type PastPoliciesProps = {
  history: readonly PastPolicy[];
  sellerKey: string;
  standing: number;
  zone: string;
  canChoose: boolean;
};

function Chosen({ chosen, zone }: { chosen: PastPolicy["chosen"]; zone: string }) {
  const t = useTranslations("policy");
  const words = useOptionWords();
  if (!chosen) return <p className="text-text-2">{t("history.began")}</p>;
  return (
    <div className="min-w-0">
      <p className="text-small text-text-2">
        <TimeText at={chosen.at} zone={zone} withDay /> · {chosen.by ?? t("history.system")}
      </p>
      <ul>
        {chosen.changes.map(({ option, from, to }) => (
          <li key={option}>
            {t("history.change", {
              option: t(`options.${option}.label`),
              from: words(option, from),
              to: words(option, to),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was chosen before, each to begin with again. */
export function PastPolicies({ history, sellerKey, standing, zone, canChoose }: PastPoliciesProps) {
  const t = useTranslations("policy.history");
  return (
    <ul>
      {history.map(({ policyId, chosen }, place) => (
        <li
          // The same policy may have been chosen twice.
          key={chosen?.at.toISOString() ?? "began"}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-row-sep py-2.5 text-table first:border-t-0"
        >
          <Chosen chosen={chosen} zone={zone} />
          {canChoose && place > 0 && policyId !== standing && (
            <Link
              href={policyHref(sellerKey, policyId)}
              aria-label={
                chosen ? t("asBeforeOf", { day: formatDay(dayInZone(chosen.at, zone)) }) : t("asBeforeOfBegin")
              }
              className="link inline-flex min-h-8 items-center text-small"
            >
              {t("asBefore")}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
