import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DayText } from "@/components/billing/day-text";
import { MoneyText } from "@/components/billing/money-text";
import { Link } from "@/components/ui/link";
import { dayInZone, type PlainDate } from "@/server/kernel";
import type { InvoicePageView } from "@/server/support";
import { Section } from "../../../_components/section";

type Row = {
  readonly id: string;
  readonly day: PlainDate;
  readonly what: ReactNode;
  readonly reason: string;
  readonly note?: string;
  readonly amount: ReactNode;
};

function CorrectionRow({ day, what, reason, note, amount }: Row) {
  return (
    <li className="flex min-h-9 items-center gap-x-4 border-t border-row-sep text-table first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-1 max-md:py-2">
      <DayText day={day} className="text-text-2 max-md:order-3 md:w-24" />
      <span className="font-medium">{what}</span>
      <span className="min-w-0 flex-1 truncate text-text-2 max-md:order-4 max-md:text-right">{note ?? reason}</span>
      <span className="ml-auto font-medium max-md:order-2">{amount}</span>
    </li>
  );
}

export function InvoiceLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link
      href={`/console/invoices/${id}` as Route}
      className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
    >
      {children}
    </Link>
  );
}

/** What was done about the invoice since it was posted: it never changes itself. */
export function CorrectionsSection({ view }: { view: InvoicePageView }) {
  const t = useTranslations("console.invoice.corrections");
  const { invoice, creditNotes, writeOffs, refunds, voided, seller, amendments } = view;
  const figure = (minor: bigint, testId: string) => (
    <MoneyText minor={-minor} currency={invoice.currency} testId={testId} />
  );
  const rows: Row[] = [
    ...creditNotes.map((note) => ({
      id: note.id,
      day: note.issueOn,
      what: (
        <a
          href={`/console/invoices/${invoice.id}/credit-notes/${note.id}/pdf`}
          className="inline-flex min-h-6 items-center text-brand no-underline hover:underline"
        >
          {t("note", { number: note.number })}
        </a>
      ),
      reason: note.reason,
      amount: figure(note.totalMinor, "amt-credited"),
    })),
    ...writeOffs.map((writeOff) => ({
      id: writeOff.id,
      day: writeOff.writtenOffOn,
      what: t("writtenOff"),
      reason: writeOff.reason,
      amount: figure(writeOff.amountMinor, "amt-written-off"),
    })),
    ...refunds.map((refund) => ({
      id: refund.id,
      day: refund.refundedOn ?? dayInZone(refund.createdAt, seller.timeZone),
      what: t("refunded"),
      reason: refund.reason,
      ...(refund.state === "succeeded" ? {} : { note: t(`refundStates.${refund.state}`) }),
      amount: figure(refund.amountMinor, "amt-refunded"),
    })),
    ...(voided
      ? [
          {
            id: voided.id,
            day: voided.voidedOn,
            what: t(voided.billsAgain ? "voidedAgain" : "voided"),
            reason: voided.reason,
            amount: figure(invoice.totalMinor, "amt-voided"),
          },
        ]
      : []),
  ];
  const beside = amendments.map((amendment) => ({
    id: amendment.id,
    day: amendment.issueOn,
    what: <InvoiceLink id={amendment.id}>{t(amendment.kind, { number: amendment.number ?? "" })}</InvoiceLink>,
    reason: amendment.reason,
    amount: <MoneyText minor={amendment.totalMinor} currency={invoice.currency} testId={`amt-${amendment.kind}`} />,
  }));
  rows.push(...beside);
  if (rows.length === 0) return null;
  return (
    <Section id="corrections" title={t("title")} count={rows.length}>
      <ul>
        {rows.map((row) => (
          <CorrectionRow key={row.id} {...row} />
        ))}
      </ul>
    </Section>
  );
}
