import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";

/** The bank asks; the bank or the gateway owes an answer; the money is there. */
export type ConfirmState = "challenge" | "checking" | "approved";

const steps = ["bank", "approved", "setup"] as const;

export function ConfirmSteps({ state }: { state: ConfirmState }) {
  const t = useTranslations("confirm.steps");
  const done = state === "approved" ? 2 : 0;
  return (
    <ol aria-label={t("label")} className="flex flex-col gap-4">
      {steps.map((step, place) => {
        const isDone = place < done;
        const isCurrent = place === done;
        return (
          <li
            key={step}
            aria-current={isCurrent ? "step" : undefined}
            className={clsx("flex items-center gap-3", isCurrent ? "font-semibold" : "text-text-2")}
          >
            <span
              className={clsx(
                "tabular flex size-7 items-center justify-center rounded-full text-sm font-semibold",
                isDone && "bg-success-soft text-success",
                isCurrent && "bg-brand text-on-brand",
                !isDone && !isCurrent && "border border-border-strong text-text-3",
              )}
            >
              {isDone ? <Check aria-hidden size={16} strokeWidth={2.5} /> : place + 1}
            </span>
            {t(step)}
          </li>
        );
      })}
    </ol>
  );
}
