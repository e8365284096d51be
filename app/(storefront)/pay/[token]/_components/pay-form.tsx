import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import { formatMoney } from "@/components/billing/format-money";
import { TextField } from "@/components/form/text-field";
import type { InvoiceDocument } from "@/server/documents";
import { formatDecimal } from "@/server/kernel";
import type { CardFields } from "../../../_card/card-frame";
import { CardPlaceholder } from "../../../_card/card-placeholder";
import type { PayProblem } from "../pay-problems";
import { PayByCard } from "./pay-by-card";

type PayFormProps = { token: string; invoice: InvoiceDocument; problem: PayProblem | null; cardFields: CardFields };

const formId = "pay";

export function PayForm({ token, invoice, problem, cardFields }: PayFormProps) {
  const t = useTranslations("pay");
  const ask = useTranslations("checkout.payment");
  const { balanceMinor: minor, currency } = invoice;
  const isOfAmount = problem === "amount" || problem === "malformed";
  return (
    <form id={formId} method="post" action={`/pay/${token}/pay`} className="mt-4 border-t border-border pt-5">
      <div id={`${formId}-problems`} />
      <p className="mb-4 hidden text-text-2 noscript:block">{ask("withoutScript")}</p>
      {problem && !isOfAmount && (
        <p role="alert" className="mb-4 font-medium text-danger">
          {t(`problems.${problem}`)}
        </p>
      )}
      <PayByCard
        formId={formId}
        payUrl={`/pay/${token}/pay`}
        idempotencyKey={randomUUID()}
        balanceMinor={minor}
        currency={currency}
        cardFields={cardFields}
        placeholder={<CardPlaceholder fields={["number", "expiry", "code"]} />}
        part={
          <details open={isOfAmount} className="-mt-2">
            <summary className="link flex min-h-11 w-fit cursor-pointer items-center text-sm font-medium">
              {t("part")}
            </summary>
            <div className="pb-1">
              <TextField
                id="amount"
                label={t("amount", { currency })}
                hint={t("amountHint", { left: formatMoney(minor, currency) })}
                error={isOfAmount ? t(`problems.${problem}`) : undefined}
                defaultValue={formatDecimal({ minor, currency })}
                inputMode="decimal"
                autoComplete="off"
                required
                maxLength={20}
                data-missing={t("problems.malformed")}
              />
            </div>
          </details>
        }
        note={t("note")}
        texts={{
          pay: t("pay"),
          payAmount: t.raw("payAmount"),
          busy: ask("busy"),
          slow: ask("slow"),
          unknown: ask("unknown"),
          askAgain: ask("askAgain"),
          card: ask("card"),
          summary: ask("summary"),
          stale: ask("stale"),
          errorTitle: ask("errorTitle"),
        }}
      />
    </form>
  );
}
