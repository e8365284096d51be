import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/billing/status-badge";
import type { ProofReport } from "@/server/proof";
import { Section } from "../../_components/section";

export function ChecksSection({ checks }: { checks: ProofReport["checks"] }) {
  const t = useTranslations("console.proof.checks");
  return (
    <Section id="checks" title={t("title")} count={checks.length}>
      <ul>
        {checks.map(({ id, residue, compared, offenders }) => (
          <li
            key={id}
            data-check={id}
            className="grid min-h-10 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-t border-row-sep py-1.5 text-table first:border-t-0"
          >
            <div>
              <p className="font-medium">{t(`names.${id}`)}</p>
              <p className="text-small text-text-2">{t("compared", { compared, residue })}</p>
              {offenders.length > 0 && (
                <p className="font-mono text-micro break-all text-danger">{offenders.join(", ")}</p>
              )}
            </div>
            <StatusBadge object="proof" status={residue === 0 ? "passed" : "failed"} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
