import { Text } from "react-email";
import type { DeclineReason } from "@/server/payments/core";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { declineWords, words } from "../words";

export type PaymentFailedMailProps = {
  readonly subject: string;
  readonly reason: DeclineReason;
  readonly total: string;
  readonly minutes: number;
  readonly facts: readonly Fact[];
  readonly resumeUrl: string;
  readonly footer: MailFooter;
};

export function PaymentFailedMail({
  subject,
  reason,
  total,
  minutes,
  facts,
  resumeUrl,
  footer,
}: PaymentFailedMailProps) {
  return (
    <MailFrame
      title={subject}
      preview={words("paymentFailed.preview", { minutes })}
      heading={words("paymentFailed.heading")}
      action={{ label: words("paymentFailed.action", { total }), href: resumeUrl }}
      footer={footer}
      after={<Text style={look.small}>{words("paymentFailed.kept", { minutes })}</Text>}
    >
      <Text style={look.text}>{declineWords[reason]}</Text>
      <Facts facts={facts} />
    </MailFrame>
  );
}
