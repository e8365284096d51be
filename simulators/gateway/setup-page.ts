import type { Answer } from "../http/reply";
import { html } from "../page/html";
import { renderPage, type Theme } from "../page/render-page";
import type { CardText, FieldProblem } from "./browser/card-rules.js";
import { cardFields } from "./card-form";
import type { Card } from "./read-card";
import type { CardSetup } from "./setup";

export type SetupPage = {
  readonly setup: CardSetup;
  readonly appOrigin: string;
  readonly card: CardText;
  readonly problems: readonly FieldProblem[];
  readonly theme?: Theme | null;
};

/** A page that keeps a card, with plain HTML. */
export function setupPage({ setup, appOrigin, card, problems, theme = null }: SetupPage): Answer {
  const title = `Save a card for ${setup.merchant}`;
  return renderPage({
    title: problems.length > 0 ? `Error: ${title}` : title,
    theme,
    appOrigin,
    body: html`<main class="sheet" id="main">
<h1>Save a card</h1>
<p>For ${setup.merchant}. Nothing is charged on this page.</p>
<form method="post" action="/gateway/setup/${setup.id}" novalidate>
${cardFields({ card, problems })}
<button class="primary" type="submit">Save card</button>
</form>
<p><a href="${setup.cancel_url}">Cancel and go back</a></p>
<p class="small-print">This is a demo gateway. It takes test cards only and moves no money.</p>
</main>`,
  });
}

/** What the bank of the card asks before the card may be kept. */
export function setupChallengePage(setup: CardSetup, card: Card, appOrigin: string): Answer {
  return renderPage({
    title: `Approve saving your card for ${setup.merchant}`,
    theme: null,
    appOrigin,
    body: html`<main class="sheet small">
<h1>Is this card yours?</h1>
<p>Your bank asks you to confirm it before ${setup.merchant} may charge it later.</p>
<dl class="facts">
<div><dt>For</dt><dd>${setup.merchant}</dd></div>
<div><dt>Card</dt><dd>•••• ${card.last4}</dd></div>
</dl>
<form class="buttons" method="post" action="/gateway/setup/${setup.id}/challenge">
<button class="primary" type="submit" name="decision" value="approve">Approve card</button>
<button class="secondary" type="submit" name="decision" value="reject">Reject</button>
</form>
<p class="small-print">This is a demo bank.</p>
</main>`,
  });
}
