import { randomBytes } from "node:crypto";
import type { Answer } from "../http/reply";
import { styles } from "./assets";
import { Html, html } from "./html";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

export type Page = {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  readonly script?: string;
  readonly theme?: Theme | null;
  readonly ground?: "surface" | null;
  /** Who may put the page into a frame, and where its forms may lead besides this origin. */
  readonly appOrigin?: string;
};

export function readTheme(text: string | null): Theme | null {
  return themes.find((theme) => theme === text) ?? null;
}

function policy(nonce: string, appOrigin: string | undefined): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${appOrigin ?? ""}`.trim(),
    `frame-ancestors ${appOrigin ?? "'none'"}`,
    "base-uri 'none'",
  ].join("; ");
}

export function renderPage({
  title,
  body,
  status = 200,
  script,
  theme = null,
  ground = null,
  appOrigin,
}: Page): Answer {
  const nonce = randomBytes(16).toString("base64");
  const page = html`<!doctype html>
<html lang="en"${theme ? html` data-theme="${theme}"` : null}${ground ? html` data-ground="${ground}"` : null}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${new Html(styles)}</style>
${script ? html`<script type="module" nonce="${nonce}" src="/assets/${script}"></script>` : null}
</head>
<body>${body}</body>
</html>
`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy(nonce, appOrigin),
    "cache-control": "no-store",
  };
  return { kind: "answer", status, headers, body: page.text };
}
