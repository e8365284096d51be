import type { Route } from "../http/router";
import { html } from "../page/html";
import { readTheme, renderPage } from "../page/render-page";
import { cardFields } from "./card-form";
import type { Gateway } from "./gateway";
import { currentMonth } from "./read-card";

const unnamed = { number: "", expiry: "", code: "" };

/** The page that a checkout puts into a frame: a card number typed here is never seen by the app. */
export function cardFieldsRoutes(gateway: Gateway): Route[] {
  const handle: Route["handle"] = ({ query }) => {
    const today = currentMonth(gateway.now());
    const session = query.get("session")?.slice(0, 200) ?? "";
    const card = query.get("holder") === "none" ? unnamed : { ...unnamed, name: "" };
    const isDisabled = query.get("disabled") === "1";
    return renderPage({
      title: "Card details",
      script: "card-fields.js",
      theme: readTheme(query.get("theme")),
      ground: query.get("ground") === "surface" ? "surface" : null,
      appOrigin: gateway.appOrigin,
      body: html`<main class="framed" aria-label="Card details">
<form id="card" novalidate data-app-origin="${gateway.appOrigin}" data-session="${session}" data-month="${today.month}" data-year="${today.year}">
${cardFields({ card, problems: [], isDisabled })}
</form>
<p class="unseen" id="announcement" role="status" aria-live="polite"></p>
<noscript><p class="notice">The card fields need JavaScript. Use the payment page instead.</p></noscript>
</main>`,
    });
  };
  return [{ method: "GET", path: "/gateway/card-fields", handle }];
}
