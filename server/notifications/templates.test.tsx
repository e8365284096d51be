import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import mail from "@/messages/en/mail.json";
import { type DeclineReason, declineReasons } from "@/server/payments/core";
import { CreditNoteMail } from "./credit-note/template";
import { InvoiceMail } from "./invoice/template";
import { InvoicePaymentFailedMail } from "./invoice-payment-failed/template";
import type { MailFooter } from "./mail-frame";
import { OrderConfirmationMail, type OrderConfirmationMailProps } from "./order-confirmation/template";
import { PaymentFailedMail } from "./payment-failed/template";
import { PaymentUnfinishedMail } from "./payment-unfinished/template";
import { ReceiptMail } from "./receipt/template";
import { renderMail } from "./render-mail";
import { SignInCodeMail } from "./sign-in-code/template";
import { SubscriptionChangedMail } from "./subscription-changed/template";
import { words } from "./words";

const origin = "http://127.0.0.1:3000";

const footer: MailFooter = {
  seller: "Alderpost Ireland Ltd",
  address: "12 Windmill Quay, Dublin 2, D02 F206, Ireland",
  contact: "billing@alderpost.example",
};

const confirmation: OrderConfirmationMailProps = {
  subject: "Order confirmed: Desk Team, 1 seat, €39.27",
  seller: footer.seller,
  day: "16 Nov 2026",
  total: "€39.27",
  amounts: [
    { key: "line", term: "Desk Team, 1 seat", value: "€33.00" },
    { key: "tax", term: "VAT 19\u00a0%", value: "€6.27" },
    { key: "total", term: "Total", value: "€39.27", isTotal: true },
  ],
  references: [{ key: "order", term: "Order", value: "ord_01", isReference: true }],
  isFree: false,
  renewal: { day: "16 Dec 2026", total: "€39.27" },
  invoiceNumber: "INV-2026-0000001",
  withdrawUntil: "30 Nov 2026",
  orderUrl: `${origin}/welcome/ord_01`,
  accountUrl: `${origin}/account`,
  footer,
};

const failed = (reason: DeclineReason) => (
  <PaymentFailedMail
    subject="Your payment of €39.27 did not go through"
    reason={reason}
    total="€39.27"
    minutes={30}
    facts={[
      { key: "amount", term: "Amount", value: "€39.27" },
      { key: "tried", term: "Tried on", value: "16 Nov 2026" },
    ]}
    resumeUrl={`${origin}/checkout/odr_01/resume?token=t`}
    footer={footer}
  />
);

const ofMoney: readonly (readonly [string, ReactElement])[] = [
  ["the confirmation", <OrderConfirmationMail key="confirmation" {...confirmation} />],
  [
    "the receipt",
    <ReceiptMail
      key="receipt"
      subject="Receipt for €39.27, INV-2026-0000001"
      seller={footer.seller}
      total="€39.27"
      paidOn="16 Nov 2026"
      card="Visa ending 4242"
      isSettled
      facts={[{ key: "paidOn", term: "Paid on", value: "16 Nov 2026" }]}
      accountUrl={`${origin}/account`}
      footer={footer}
    />,
  ],
  ["a failed payment", failed("insufficient_funds")],
  [
    "a renewal's invoice",
    <InvoiceMail
      key="invoice"
      kind="invoice"
      subject="Invoice INV-2026-0000002 for €39.27"
      number="INV-2026-0000002"
      period="16 Nov – 15 Dec 2026"
      dueOn="16 Nov 2026"
      card="Visa ending 4242"
      facts={[{ key: "total", term: "Total", value: "€39.27" }]}
      invoiceUrl={`${origin}/account/invoices/inv_01`}
      footer={footer}
    />,
  ],
  [
    "a renewal that was declined",
    <InvoicePaymentFailedMail
      key="declined"
      subject="We could not take €39.27 for INV-2026-0000002"
      reason="bank_declined"
      total="€39.27"
      facts={[{ key: "tried", term: "Tried on", value: "16 Nov 2026" }]}
      payUrl={`${origin}/pay/t`}
      footer={footer}
    />,
  ],
  [
    "a change of a subscription",
    <SubscriptionChangedMail
      key="changed"
      subject="Your subscription Desk Team has changed"
      change="The quantity of Desk Team is 2."
      facts={[{ key: "day", term: "Takes effect", value: "16 Nov 2026" }]}
      due={{ total: "€39.27", day: "16 Nov 2026" }}
      invoiceNumber="INV-2026-0000002"
      accountUrl={`${origin}/account`}
      footer={footer}
    />,
  ],
  [
    "a credit note",
    <CreditNoteMail
      key="credit-note"
      subject="Credit note CN-2026-0000001 for €39.27"
      number="CN-2026-0000001"
      invoiceNumber="INV-2026-0000002"
      balance={null}
      held={null}
      facts={[
        { key: "day", term: "Issued", value: "16 Nov 2026" },
        { key: "total", term: "Credited", value: "€39.27", isTotal: true },
      ]}
      invoiceUrl={`${origin}/account/invoices/inv_01`}
      footer={footer}
    />,
  ],
  [
    "an unfinished payment",
    <PaymentUnfinishedMail
      key="unfinished"
      subject="Your bank is waiting for you to approve €39.27"
      minutes={28}
      facts={[
        { key: "amount", term: "Amount", value: "€39.27" },
        { key: "started", term: "Started on", value: "16 Nov 2026" },
      ]}
      resumeUrl={`${origin}/checkout/odr_01/resume?token=t`}
      footer={footer}
    />,
  ],
];

const signIn = <SignInCodeMail code="482913" link={`${origin}/sign-in/link?token=t`} minutes={15} footer={footer} />;

const buttonsIn = (html: string): string[] => [...html.matchAll(/<a [^>]*padding[^>]*>/g)].map(([tag]) => tag);

describe("mail templates", () => {
  it.each(ofMoney)("of %s have amount, day and one action", async (_name, element) => {
    const { html, text } = await renderMail(element);
    for (const written of [html, text]) {
      expect(written).toContain("€39.27");
      expect(written).toContain("16 Nov 2026");
      expect(written).toContain(origin);
    }
    expect(buttonsIn(html)).toHaveLength(1);
    expect(html).toMatch(/<html[^>]* lang="en"/);
    expect(html).toMatch(/<title>.+<\/title>/);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  it("give the code whole, to be copied, and one button that signs in", async () => {
    const { html, text } = await renderMail(signIn);
    expect(text).toMatch(/^482913$/m);
    expect(html.replaceAll(/<[^>]+>/g, "")).toContain("482913");
    expect(text).toContain("15 minutes");
    expect(text).toContain("If you did not ask for this, ignore it");
    expect(buttonsIn(html)).toHaveLength(1);
  });

  it.each(declineReasons)("say for %s what happened and that nothing was charged", async (reason) => {
    const { text } = await renderMail(failed(reason));
    expect(text).toContain("You have not been charged.");
    expect(text).not.toMatch(/lost|stolen|fraud/i);
  });

  it("fault T60 write hostile names as text", async () => {
    const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&`;
    const { html, text } = await renderMail(
      <OrderConfirmationMail
        {...confirmation}
        subject={hostile}
        seller={hostile}
        total={hostile}
        amounts={[{ key: "line", term: hostile, value: hostile }]}
        footer={{ ...footer, seller: hostile }}
      />,
    );
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).toContain("<script>alert(1)</script>");
  });

  it.each([
    ["of 120 letters", "W".repeat(120)],
    ["of Arabic letters", "محمد بن سلمان"],
    ["with an apostrophe", "O'Malley & Sons"],
  ])("keep a name %s as it is", async (_what, seller) => {
    const { html, text } = await renderMail(<OrderConfirmationMail {...confirmation} seller={seller} />);
    expect(text).toContain(seller);
    expect(html.replaceAll("&#x27;", "'").replaceAll("&amp;", "&")).toContain(seller);
  });

  it("say nothing loudly, and every reason for a decline has words", () => {
    expect(JSON.stringify(mail)).not.toMatch(/!|Oops|please/i);
    expect(words("paymentFailed.subject", { total: "€39.27" })).toBe("Your payment of €39.27 did not go through");
    expect(words("amounts.seats", { description: "Desk Team", seats: 8 })).toBe("Desk Team, 8 seats");
  });
});
