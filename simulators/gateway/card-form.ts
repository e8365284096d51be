import { type Html, html } from "../page/html";
import { brandOf, type CardField, type CardText, codeHint, type FieldProblem } from "./browser/card-rules.js";

const alertIcon = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M12 8v4M12 16h.01"/></svg>`;

type Control = { readonly name: CardField; readonly label: string; readonly attributes: Html };

const controls: Readonly<Record<CardField, Control>> = {
  number: {
    name: "number",
    label: "Card number",
    attributes: html`inputmode="numeric" autocomplete="cc-number"`,
  },
  expiry: {
    name: "expiry",
    label: "Expiry",
    attributes: html`inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"`,
  },
  code: {
    name: "code",
    label: "Security code",
    attributes: html`inputmode="numeric" autocomplete="cc-csc"`,
  },
  name: { name: "name", label: "Name on card", attributes: html`autocomplete="cc-name"` },
};

export type CardForm = {
  readonly card: CardText;
  readonly problems: readonly FieldProblem[];
  readonly isDisabled?: boolean;
};

function problemOf({ problems }: CardForm, name: CardField): string | null {
  return problems.find(({ field }) => field === name)?.message ?? null;
}

function describedBy(name: CardField, problem: string | null): string {
  return [problem ? `${name}-error` : "", name === "code" ? "code-hint" : ""].filter(Boolean).join(" ");
}

function field(form: CardForm, name: CardField, extra: Html | null = null): Html {
  const { label, attributes } = controls[name];
  const problem = problemOf(form, name);
  const described = describedBy(name, problem);
  return html`<div>
<label for="${name}">${label}</label>
<div class="control"><input id="${name}" name="${name}" value="${form.card[name] ?? ""}" type="text" spellcheck="false" autocapitalize="${name === "name" ? "words" : "off"}" required ${attributes}${described ? html` aria-describedby="${described}"` : null}${problem ? html` aria-invalid="true"` : null}${form.isDisabled ? html` disabled` : null}>${extra}</div>
</div>`;
}

function error(form: CardForm, name: CardField): Html {
  const problem = problemOf(form, name);
  return html`<p class="error" id="${name}-error"${problem ? null : html` hidden`}>${alertIcon}<span>${problem ?? ""}</span></p>`;
}

/** The fields in the order in which people read them off a card; the name only where it is asked for. */
export function cardFields(form: CardForm): Html {
  const { label } = brandOf(form.card.number);
  const chip = html`<span class="chip" id="brand"${label ? null : html` hidden`}>${label}</span>`;
  const hint = html`<span class="unseen" id="code-hint">${codeHint(form.card.number)} of your card</span>`;
  return html`<div class="fields">
<div>${field(form, "number", chip)}${error(form, "number")}</div>
<div class="pair">${field(form, "expiry")}${field(form, "code", hint)}${error(form, "expiry")}${error(form, "code")}</div>
${form.card.name === undefined ? null : html`<div>${field(form, "name")}${error(form, "name")}</div>`}
</div>`;
}
