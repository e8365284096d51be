import { Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type PaymentUnfinishedMailProps = {
  readonly subject: string;
  readonly until: string;
  readonly facts: readonly Fact[];
  readonly resumeUrl: string;
  readonly footer: MailFooter;
};

export function PaymentUnfinishedMail({ subject, until, facts, resumeUrl, footer }: PaymentUnfinishedMailProps) {
  return (
    <MailFrame
      title={subject}
      preview={words("paymentUnfinished.preview", { until })}
      heading={words("paymentUnfinished.heading")}
      action={{ label: words("paymentUnfinished.action"), href: resumeUrl }}
      footer={footer}
      after={<Text style={look.small}>{words("paymentUnfinished.kept", { until })}</Text>}
    >
      <Text style={look.strong}>{words("paymentUnfinished.notCharged")}</Text>
      <Text style={look.text}>{words("paymentUnfinished.intro")}</Text>
      <Facts facts={facts} />
    </MailFrame>
  );
}
