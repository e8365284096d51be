import { Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type CreditNoteMailProps = {
  readonly subject: string;
  readonly number: string;
  readonly invoiceNumber: string;
  /** What is still to be paid of the invoice; null where nothing is. */
  readonly balance: string | null;
  /** What became account credit; null where nothing did. */
  readonly held: string | null;
  readonly facts: readonly Fact[];
  readonly invoiceUrl: string;
  readonly footer: MailFooter;
};

export function CreditNoteMail(props: CreditNoteMailProps) {
  const { subject, number, invoiceNumber, balance, held, facts, invoiceUrl, footer } = props;
  const left = balance ? words("creditNote.left", { balance }) : words("creditNote.nothingLeft");
  return (
    <MailFrame
      title={subject}
      preview={left}
      heading={words("creditNote.heading", { number: invoiceNumber })}
      action={{ label: words("creditNote.action"), href: invoiceUrl }}
      footer={footer}
      after={<Text style={look.small}>{words("creditNote.attached", { number })}</Text>}
    >
      <Facts facts={facts} />
      <Text style={look.text}>{held ? words("creditNote.held", { held }) : left}</Text>
    </MailFrame>
  );
}
