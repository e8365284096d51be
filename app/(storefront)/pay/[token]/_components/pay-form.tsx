import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import type { InvoiceDocument } from "@/server/documents";
import { formatDecimal } from "@/server/kernel";
import type { PayProblem } from "../pay-problems";

type PayFormProps = { token: string; invoice: InvoiceDocument; problem: PayProblem | null };

export function PayForm({ token, invoice, problem }: PayFormProps) {
  const t = useTranslations("pay");
  const { balanceMinor: minor, currency } = invoice;
  return (
    <form method="post" action={`/pay/${token}/pay`} className="mt-4 border-t border-border pt-5">
      <TextField
        id="amount"
        label={t("amount", { currency })}
        hint={t("amountHint")}
        error={problem ? t(`problems.${problem}`) : undefined}
        defaultValue={formatDecimal({ minor, currency })}
        inputMode="decimal"
        autoComplete="off"
        required
        maxLength={20}
      />
      <Button kind="primary" width="full" className="mt-5">
        {t("pay")}
      </Button>
      <p className="mt-4 flex items-start gap-2 text-sm text-text-3">
        <Lock aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
        {t("note")}
      </p>
    </form>
  );
}
