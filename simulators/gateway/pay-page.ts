import type { Answer } from "../http/reply";
import { formatAmount } from "../page/format-amount";
import { type Html, html } from "../page/html";
import { renderPage, type Theme } from "../page/render-page";
import type { CardText, FieldProblem } from "./browser/card-rules.js";
import { cardFields } from "./card-form";
import type { PaySession } from "./gateway-book";

export type PayPage = {
  readonly session: PaySession;
  readonly appOrigin: string;
  readonly card: CardText;
  readonly problems: readonly FieldProblem[];
  readonly theme?: Theme | null;
};

function fact(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

/** A page that takes a card with plain HTML, for those whose checkout cannot run scripts. */
export function payPage({ session, appOrigin, card, problems, theme = null }: PayPage): Answer {
  const amount = formatAmount(session.amount_minor, session.currency);
  const title = `Pay ${amount} to ${session.merchant}`;
  return renderPage({
    title: problems.length > 0 ? `Error: ${title}` : title,
    theme,
    appOrigin,
    body: html`<main class="sheet" id="main">
<h1>Pay <span class="amount">${amount}</span></h1>
<p>To ${session.merchant}</p>
<dl class="facts">
${session.description ? fact("For", session.description) : null}
${fact("Reference", session.reference)}
<div><dt>Due now</dt><dd class="amount">${amount}</dd></div>
</dl>
<form method="post" action="/gateway/pay/${session.id}" novalidate>
${cardFields({ card, problems })}
<button class="primary" type="submit">Pay ${amount} now</button>
</form>
<p><a href="${session.cancel_url}">Cancel and go back</a></p>
<p class="small-print">This is a demo gateway. It takes test cards only and moves no money.</p>
</main>`,
  });
}
