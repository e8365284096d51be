import { Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type InvoiceMailProps = {
  /** What kind of document it is, for the words. */
  readonly kind: "invoice" | "replacement" | "debit_note" | "credit_note";
  readonly subject: string;
  readonly number: string;
  readonly period: string;
  readonly dueOn: string;
  /** The card that is charged on the due day; null where the payer pays by themselves. */
  readonly card: string | null;
  readonly facts: readonly Fact[];
  readonly invoiceUrl: string;
  readonly footer: MailFooter;
};

const wayToPay = (card: string | null, day: string): string =>
  card ? words("invoice.collects", { card, day }) : words("invoice.pays", { day });

export function InvoiceMail({
  kind,
  subject,
  number,
  period,
  dueOn,
  card,
  facts,
  invoiceUrl,
  footer,
}: InvoiceMailProps) {
  const isCreditNote = kind === "credit_note";
  return (
    <MailFrame
      title={subject}
      preview={isCreditNote ? words("invoice.kept") : words("invoice.preview", { day: dueOn })}
      heading={words("invoice.heading", { kind, period })}
      action={{ label: words("invoice.action"), href: invoiceUrl }}
      footer={footer}
      after={<Text style={look.small}>{words("invoice.attached", { kind, number })}</Text>}
    >
      <Text style={look.text}>{isCreditNote ? words("invoice.kept") : wayToPay(card, dueOn)}</Text>
      <Facts facts={facts} />
    </MailFrame>
  );
}
