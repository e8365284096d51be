import { Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type SubscriptionChangedMailProps = {
  readonly subject: string;
  /** What has changed, in a sentence. */
  readonly change: string;
  readonly facts: readonly Fact[];
  /** What is due and when; null where nothing is. */
  readonly due: { readonly total: string; readonly day: string } | null;
  readonly invoiceNumber: string | null;
  readonly accountUrl: string;
  readonly footer: MailFooter;
};

export function SubscriptionChangedMail(props: SubscriptionChangedMailProps) {
  const { subject, change, facts, due, invoiceNumber, accountUrl, footer } = props;
  const owed = due ? words("subscriptionChanged.due", due) : words("subscriptionChanged.nothingDue");
  return (
    <MailFrame
      title={subject}
      preview={owed}
      heading={words("subscriptionChanged.heading")}
      action={{ label: words("subscriptionChanged.action"), href: accountUrl }}
      footer={footer}
      after={
        invoiceNumber && (
          <Text style={look.small}>{words("subscriptionChanged.attached", { number: invoiceNumber })}</Text>
        )
      }
    >
      <Text style={look.text}>{change}</Text>
      <Facts facts={facts} />
      <Text style={look.text}>{owed}</Text>
    </MailFrame>
  );
}
