import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import type { InvoiceDocument } from "@/server/documents";

/** Which invoices this one replaces, adds to or corrects, and which one replaced it. */
export type InvoiceBesideProps = Pick<InvoiceDocument, "amends" | "replacedBy" | "isCreditNote" | "corrects">;

export function InvoiceBeside({ amends, replacedBy, isCreditNote, corrects }: InvoiceBesideProps) {
  const t = useTranslations("account.invoice.beside");
  const linkTo = (id: string, chunks: ReactNode) => (
    <Link href={`/account/invoices/${id}` as Route} className="link inline-flex min-h-6 items-center">
      {chunks}
    </Link>
  );
  if (isCreditNote) {
    return (
      <div className="mt-4 flex flex-col gap-1">
        <p>{t("creditNote")}</p>
        {corrects.map(({ id, number }) => (
          <p key={id}>{t.rich("corrects", { number, invoice: (chunks) => linkTo(id, chunks) })}</p>
        ))}
      </div>
    );
  }
  if (!amends && !replacedBy) return null;
  return (
    <div className="mt-4 flex flex-col gap-1">
      {amends && (
        <p>
          {t.rich(amends.kind, {
            number: amends.number,
            reason: amends.reason,
            invoice: (chunks) => linkTo(amends.invoiceId, chunks),
          })}
        </p>
      )}
      {replacedBy && (
        <p>{t.rich("replacedBy", { number: replacedBy.number, invoice: (chunks) => linkTo(replacedBy.id, chunks) })}</p>
      )}
    </div>
  );
}
