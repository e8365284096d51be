import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import type { CreditNote } from "@/server/corrections";

/** What of the invoice is not owed after all, each note with its paper. */
export function InvoiceCreditNotes({ notes }: { notes: readonly CreditNote[] }) {
  const t = useTranslations("account.invoice");
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="credit-notes" className="mt-8 border-t border-border pt-5">
      <h2 id="credit-notes" className="text-small text-text-3">
        {t("creditNotes")}
      </h2>
      <ul className="mt-2 flex flex-col gap-3">
        {notes.map(({ id, invoiceId, number, issueOn, totalMinor, currency }) => (
          <li
            key={id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 sm:grid-cols-[160px_minmax(0,1fr)_auto]"
          >
            <DayText day={issueOn} className="text-text-2 max-sm:col-span-2 max-sm:text-sm" />
            <a
              href={`/account/invoices/${invoiceId}/credit-notes/${id}/pdf`}
              className="link inline-flex min-h-6 items-center gap-1.5 max-sm:min-h-11"
            >
              <Download aria-hidden size={16} strokeWidth={1.75} className="print:hidden" />
              {number}
            </a>
            <MoneyText minor={-totalMinor} currency={currency} testId="amt-credited" />
          </li>
        ))}
      </ul>
    </section>
  );
}
