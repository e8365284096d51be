import type { Answer } from "../http/reply";
import { formatAmount } from "../page/format-amount";
import { html } from "../page/html";
import { renderPage, type Theme } from "../page/render-page";
import type { Charge } from "./charge";

const brandLabels: Readonly<Record<string, string>> = { visa: "Visa", mastercard: "Mastercard", amex: "Amex" };

/** What the bank of the card shows, alone or in a frame of 250 by 400 pixels and more. */
export function challengePage(charge: Charge, appOrigin: string, theme: Theme | null): Answer {
  const amount = formatAmount(charge.amount_minor, charge.currency);
  const card = `${brandLabels[charge.card.brand] ?? "Card"} •••• ${charge.card.last4}`;
  return renderPage({
    title: `Approve ${amount} to ${charge.merchant}`,
    script: "challenge.js",
    theme,
    appOrigin,
    body: html`<main class="sheet small">
<h1>Is this payment yours?</h1>
<p>Your bank asks you to confirm it before any money moves.</p>
<dl class="facts">
<div><dt>To</dt><dd>${charge.merchant}</dd></div>
<div><dt>Amount</dt><dd class="amount">${amount}</dd></div>
<div><dt>Card</dt><dd>${card}</dd></div>
</dl>
<form id="challenge" class="buttons" method="post" action="/gateway/challenge/${charge.id}" data-app-origin="${appOrigin}">
<button class="primary" type="submit" name="decision" value="approve">Approve payment</button>
<button class="secondary" type="submit" name="decision" value="reject">Reject</button>
</form>
<p class="small-print" id="progress" role="status">This is a demo bank.</p>
</main>`,
  });
}

export function challengeOverPage(charge: Charge, appOrigin: string, theme: Theme | null): Answer {
  const isPaid = charge.status === "succeeded";
  return renderPage({
    title: isPaid ? "Payment approved" : "Payment not approved",
    theme,
    appOrigin,
    body: html`<main class="sheet small">
<h1>${isPaid ? "Payment approved" : "Payment not approved"}</h1>
<p>${isPaid ? "Your bank has approved it." : "You have not been charged."} You can close this page.</p>
</main>`,
  });
}
