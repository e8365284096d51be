import { Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type PaymentUnfinishedMailProps = {
  readonly subject: string;
  readonly minutes: number;
  readonly facts: readonly Fact[];
  readonly resumeUrl: string;
  readonly footer: MailFooter;
};

export function PaymentUnfinishedMail({ subject, minutes, facts, resumeUrl, footer }: PaymentUnfinishedMailProps) {
  return (
    <MailFrame
      title={subject}
      preview={words("paymentUnfinished.preview", { minutes })}
      heading={words("paymentUnfinished.heading")}
      action={{ label: words("paymentUnfinished.action"), href: resumeUrl }}
      footer={footer}
      after={<Text style={look.small}>{words("paymentUnfinished.kept", { minutes })}</Text>}
    >
      <Text style={look.strong}>{words("paymentUnfinished.notCharged")}</Text>
      <Text style={look.text}>{words("paymentUnfinished.intro")}</Text>
      <Facts facts={facts} />
    </MailFrame>
  );
}
