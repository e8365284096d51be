import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DayText } from "@/components/billing/day-text";
import { PeriodText } from "@/components/billing/period-text";
import { countryName, taxIdName } from "@/server/documents/core";
import type { Invoice } from "@/server/invoices";
import type { AppliedPayment } from "@/server/payments";
import type { Seller } from "@/server/sellers";

type PartyProps = { label: string; name: string; address: ReadonlyArray<string | null>; taxId: ReactNode };

function Party({ label, name, address, taxId }: PartyProps) {
  return (
    <div>
      <h2 className="mb-1.5 text-small font-normal text-text-3">{label}</h2>
      <p className="font-semibold">{name}</p>
      <address className="not-italic">{address.filter(Boolean).join(", ")}</address>
      <p className="text-text-2">{taxId}</p>
    </div>
  );
}

export function InvoiceParties({ invoice, seller }: { invoice: Invoice; seller: Seller }) {
  const t = useTranslations("account.invoice");
  const { billTo } = invoice;
  const place = [billTo.postcode, billTo.city, billTo.region].filter(Boolean).join(" ");
  const buyerTaxId = taxIdName(billTo.country);
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Party
        label={t("from")}
        name={seller.legalName}
        address={[...seller.addressLines, seller.city, countryName(seller.country)]}
        taxId={seller.taxId && t("vatId", { name: taxIdName(seller.country), id: seller.taxId })}
      />
      <Party
        label={t("to")}
        name={billTo.name}
        address={[...billTo.addressLines, place, countryName(billTo.country)]}
        taxId={billTo.taxId ? t("vatId", { name: buyerTaxId, id: billTo.taxId }) : t("noVatId", { name: buyerTaxId })}
      />
    </div>
  );
}

function Meta({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-text-3">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function InvoiceMeta({ invoice, payments }: { invoice: Invoice; payments: readonly AppliedPayment[] }) {
  const t = useTranslations("account.invoice");
  const lastPayment = payments.at(-1);
  return (
    <dl className="mt-6 grid grid-cols-2 gap-5 border-y border-border py-4.5 sm:grid-cols-4">
      <Meta label={t("issued")}>
        <DayText day={invoice.issueOn} />
      </Meta>
      <Meta label={t("period")}>
        <PeriodText period={{ start: invoice.periodStartOn, end: invoice.periodEndOn }} />
      </Meta>
      {invoice.totalMinor >= 0n && (
        <>
          <Meta label={t("due")}>
            <DayText day={invoice.dueOn} />
          </Meta>
          <Meta label={t("paidOn")}>{lastPayment ? <DayText day={lastPayment.appliedOn} /> : "–"}</Meta>
        </>
      )}
    </dl>
  );
}
