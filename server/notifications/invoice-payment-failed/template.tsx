import { Text } from "react-email";
import type { DeclineReason } from "@/server/payments/core";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { declineWords, words } from "../words";

export type InvoicePaymentFailedMailProps = {
  readonly subject: string;
  readonly reason: DeclineReason;
  readonly facts: readonly Fact[];
  readonly total: string;
  readonly payUrl: string;
  readonly footer: MailFooter;
};

export function InvoicePaymentFailedMail(props: InvoicePaymentFailedMailProps) {
  const { subject, reason, total, facts, payUrl, footer } = props;
  return (
    <MailFrame
      title={subject}
      preview={words("invoicePaymentFailed.preview")}
      heading={words("invoicePaymentFailed.heading")}
      action={{ label: words("invoicePaymentFailed.action", { total }), href: payUrl }}
      footer={footer}
      after={<Text style={look.small}>{words("invoicePaymentFailed.open")}</Text>}
    >
      <Text style={look.text}>{declineWords[reason]}</Text>
      <Facts facts={facts} />
    </MailFrame>
  );
}
