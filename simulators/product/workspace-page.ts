import type { Answer } from "../http/reply";
import { type Html, html } from "../page/html";
import { renderPage, type Theme } from "../page/render-page";
import type { FeatureValue, Workspace } from "./product-book";

type Look = { readonly appOrigin: string; readonly theme: Theme | null };

const acronyms = new Set(["ai", "api", "eu", "sla", "sms", "sso"]);

/** "eu_data_residency" reads "EU data residency". */
function words(key: string): string {
  const text = key
    .split(/[._-]+/)
    .map((word) => (acronyms.has(word) ? word.toUpperCase() : word))
    .join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function valueText(value: FeatureValue): string {
  if (value === true) return "Included";
  if (value === false || value === null) return "Not included";
  return typeof value === "number" ? value.toLocaleString("en") : value;
}

function seatsText(seats: number): string {
  return `${seats.toLocaleString("en")} ${seats === 1 ? "seat" : "seats"}`;
}

function features(workspace: Workspace): Html[] {
  return Object.entries(workspace.features).map(
    ([key, value]) => html`<div><dt>${words(key)}</dt><dd>${valueText(value)}</dd></div>`,
  );
}

function missing({ appOrigin, theme }: Look): Answer {
  return renderPage({
    title: "No workspace yet",
    status: 404,
    theme,
    body: html`<main class="sheet">
<h1>This workspace is not set up yet</h1>
<p>It appears here a few seconds after a purchase. Reload the page in a moment.</p>
<p><a href="${appOrigin}/account">Back to your account</a></p>
</main>`,
  });
}

/** Stands in for the product that was bought: shows what the account may use, as the product knows it. */
export function workspacePage(workspace: Workspace | undefined, look: Look): Answer {
  if (!workspace) return missing(look);
  return renderPage({
    title: `${workspace.name}: your workspace`,
    theme: look.theme,
    body: html`<main class="sheet">
<h1>Welcome, ${workspace.name}</h1>
<p>Your workspace is ready. This is everything it may use right now.</p>
<dl class="facts">
<div><dt>People</dt><dd>${seatsText(workspace.seats)}</dd></div>
${features(workspace)}
</dl>
<p><a href="${look.appOrigin}/account">Back to your account</a></p>
<p class="small-print">This page stands in for the product. Version ${workspace.version} of its settings, changed <time datetime="${workspace.updated_at}">${workspace.updated_at.slice(0, 16).replace("T", " ")} UTC</time>.</p>
</main>`,
  });
}
