import { Link, Text } from "react-email";
import { type Fact, Facts } from "../facts";
import { type MailFooter, MailFrame } from "../mail-frame";
import { look } from "../mail-look";
import { words } from "../words";

export type OrderConfirmationMailProps = {
  readonly subject: string;
  readonly seller: string;
  readonly day: string;
  readonly total: string;
  readonly amounts: readonly Fact[];
  readonly references: readonly Fact[];
  readonly isFree: boolean;
  readonly renewal: { readonly day: string; readonly total: string } | null;
  readonly invoiceNumber: string | null;
  /** The last day on which a consumer may withdraw; null for businesses and where no law gives that right. */
  readonly withdrawUntil: string | null;
  readonly orderUrl: string;
  readonly accountUrl: string;
  readonly footer: MailFooter;
};

export function OrderConfirmationMail(props: OrderConfirmationMailProps) {
  const { subject, seller, day, total, amounts, references, orderUrl, footer } = props;
  return (
    <MailFrame
      title={subject}
      preview={words("orderConfirmation.preview", { total, day })}
      heading={words("orderConfirmation.heading")}
      action={{ label: words("orderConfirmation.action"), href: orderUrl }}
      footer={footer}
      after={<WhatFollows {...props} />}
    >
      <Text style={look.text}>{words("orderConfirmation.intro", { seller, day })}</Text>
      <Facts facts={amounts} />
      <Facts facts={references} />
    </MailFrame>
  );
}

function WhatFollows({ isFree, renewal, invoiceNumber, withdrawUntil, accountUrl }: OrderConfirmationMailProps) {
  return (
    <>
      {isFree ? <Text style={look.small}>{words("orderConfirmation.free")}</Text> : null}
      {renewal ? <Text style={look.small}>{words("orderConfirmation.renews", renewal)}</Text> : null}
      {invoiceNumber ? (
        <Text style={look.small}>{words("orderConfirmation.invoice", { number: invoiceNumber })}</Text>
      ) : null}
      {withdrawUntil ? (
        <Text style={look.small}>{words("orderConfirmation.withdraw", { day: withdrawUntil })}</Text>
      ) : null}
      <Text style={look.small}>
        {words.rich("orderConfirmation.cancel", {
          account: (text) => (
            <Link href={accountUrl} style={look.link}>
              {text}
            </Link>
          ),
        })}
      </Text>
    </>
  );
}
