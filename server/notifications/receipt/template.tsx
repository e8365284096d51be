import { Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type ReceiptMailProps = {
  readonly subject: string;
  readonly seller: string;
  readonly total: string;
  readonly paidOn: string;
  readonly card: string | null;
  /** Whether the invoice is paid with it. */
  readonly isSettled: boolean;
  readonly facts: readonly Fact[];
  readonly accountUrl: string;
  readonly footer: MailFooter;
};

export function ReceiptMail(props: ReceiptMailProps) {
  const { subject, seller, total, paidOn, card, isSettled, facts, accountUrl, footer } = props;
  return (
    <MailFrame
      title={subject}
      preview={words("receipt.preview", { day: paidOn, card: card ?? "none" })}
      heading={words("receipt.heading", { total })}
      action={{ label: words("receipt.action"), href: accountUrl }}
      footer={footer}
    >
      <Text style={look.text}>{words(isSettled ? "receipt.intro" : "receipt.introPart", { seller })}</Text>
      <Facts facts={facts} />
    </MailFrame>
  );
}
