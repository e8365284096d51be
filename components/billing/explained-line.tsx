import { useTranslations } from "next-intl";
import { explainLine } from "@/server/documents/core";
import { Derivation, type DerivedLine, hasAmountOff } from "./derivation";
import { ExplainedAmount } from "./explained-amount";

/** How a line came to its amount: at a glance where it is a product of few figures, and step by step. */
export function ExplainedLine({ line, currency }: { line: DerivedLine; currency: string }) {
  const t = useTranslations("billing.derivation");
  const explanation = explainLine(line, currency);
  if (explanation && (line.unitPrice === null || hasAmountOff(line)))
    return <ExplainedAmount explanation={explanation} />;
  return (
    <div className="grid gap-2">
      <Derivation line={line} currency={currency} />
      {explanation && (
        <details>
          <summary className="link inline-flex min-h-6 items-center text-small">{t("steps")}</summary>
          <div className="mt-1">
            <ExplainedAmount explanation={explanation} />
          </div>
        </details>
      )}
    </div>
  );
}
