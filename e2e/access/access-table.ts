import {
  type Access,
  auditReaders,
  consolePage,
  everyone,
  holderOnly,
  ledgerReaders,
  money,
  outboxReaders,
  policyReaders,
  portalPage,
  proofReaders,
  runReaders,
} from "./access-outcomes";

// Nobody has one: who may ask is told that it is not there.
const noCreditNote = `crn_${"0".repeat(26)}`;

/** Every page, route handler and procedure, with what each may do. What is not here fails the test. */
export const accessTable: readonly Access[] = [
  { what: "PAGE /", path: () => "/", outcome: everyone(200) },
  { what: "PAGE /pricing", path: () => "/pricing", outcome: everyone(200) },
  { what: "PAGE /products/[slug]", path: () => "/products/flow", outcome: everyone(200) },
  { what: "PAGE /terms", path: () => "/terms", outcome: everyone(200) },
  { what: "PAGE /privacy", path: () => "/privacy", outcome: everyone(200) },
  { what: "PAGE /imprint", path: () => "/imprint", outcome: everyone(200) },
  { what: "PAGE /setup/[token]", path: () => "/setup/x", outcome: everyone(404) },
  { what: "PAGE /sign-in", path: () => "/sign-in", outcome: everyone(200) },
  { what: "PAGE /sign-in/link", path: () => "/sign-in/link?token=x", outcome: everyone(200) },
  { what: "PAGE /checkout/[id]", path: (t) => `/checkout/${t.draftId}`, outcome: holderOnly(307) },
  { what: "PAGE /checkout/[id]/confirm", path: (t) => `/checkout/${t.draftId}/confirm`, outcome: holderOnly(307) },
  {
    what: "PAGE /welcome/[orderId]",
    path: (t) => `/welcome/${t.orderId}`,
    outcome: { ...everyone(404), owner: 200, billing: 200, holder: 200 },
  },
  { what: "PAGE /pay/[token]", path: (t) => `/pay/${t.payToken}`, outcome: everyone(200) },
  { what: "GET /pay/[token]/invoice.pdf", path: (t) => `/pay/${t.payToken}/invoice.pdf`, outcome: everyone(200) },
  { what: "POST /pay/[token]/pay", path: (t) => `/pay/${t.payToken}/pay`, outcome: everyone(303) },
  { what: "PAGE /account", path: () => "/account", outcome: portalPage },
  { what: "PAGE /account/invoices", path: () => "/account/invoices", outcome: { ...portalPage, member: 403 } },
  { what: "PAGE /account/credit", path: () => "/account/credit", outcome: { ...portalPage, member: 403 } },
  {
    what: "PAGE /account/payment-methods",
    path: () => "/account/payment-methods",
    outcome: { ...portalPage, member: 403 },
  },
  {
    what: "POST /account/payment-methods/add",
    path: () => "/account/payment-methods/add",
    outcome: { ...everyone(401), owner: 303, billing: 303, member: 403, other: 303, staff: 403 },
  },
  {
    what: "GET /account/payment-methods/return/[setupId]",
    path: (t) => `/account/payment-methods/return/${t.setupId}`,
    outcome: { ...everyone(401), owner: 303, billing: 303, member: 403, other: 404, staff: 403 },
  },
  {
    what: "POST /account/payment-methods/[methodId]/default",
    path: (t) => `/account/payment-methods/${t.methodId}/default`,
    outcome: { ...everyone(401), owner: 303, billing: 303, member: 403, other: 404, staff: 403 },
  },
  {
    what: "POST /account/payment-methods/[methodId]/remove",
    path: (t) => `/account/payment-methods/${t.methodId}/remove`,
    outcome: { ...everyone(401), owner: 303, billing: 303, member: 403, other: 404, staff: 403 },
  },
  {
    what: "GET /account/invoices/csv",
    path: () => "/account/invoices/csv?year=2026",
    outcome: { ...everyone(401), owner: 200, billing: 200, member: 403, other: 200, staff: 403 },
  },
  {
    what: "GET /account/invoices/archive",
    path: (t) => `/account/invoices/archive?invoice=${t.invoiceId}`,
    outcome: { ...everyone(401), owner: 200, billing: 200, member: 403, other: 404, staff: 403 },
  },
  { what: "PAGE /account/recover", path: () => "/account/recover", outcome: { ...portalPage, member: 403 } },
  {
    what: "PAGE /account/invoices/[invoiceId]",
    path: (t) => `/account/invoices/${t.invoiceId}`,
    outcome: { ...portalPage, member: 403, other: 404 },
  },
  { what: "PAGE /console", path: () => "/console", outcome: consolePage(200) },
  { what: "PAGE /console/audit", path: () => "/console/audit", outcome: consolePage(auditReaders) },
  { what: "PAGE /console/jobs", path: () => "/console/jobs", outcome: consolePage(outboxReaders) },
  { what: "PAGE /console/billing-runs", path: () => "/console/billing-runs", outcome: consolePage(runReaders) },
  {
    what: "PAGE /console/billing-runs/[runId]",
    path: (t) => `/console/billing-runs/${t.runId}`,
    outcome: consolePage(runReaders),
  },
  {
    what: "PAGE /console/settings/clock",
    path: () => "/console/settings/clock",
    outcome: consolePage({ ...outboxReaders, nadia: 403, beth: 403 }),
  },
  {
    what: "PAGE /console/settings/api-keys",
    path: () => "/console/settings/api-keys",
    outcome: consolePage(outboxReaders),
  },
  {
    what: "PAGE /console/settings/billing-policy",
    path: () => "/console/settings/billing-policy",
    outcome: consolePage(policyReaders),
  },
  { what: "PAGE /console/catalog", path: () => "/console/catalog", outcome: consolePage(200) },
  {
    what: "PAGE /console/catalog/[planKey]",
    path: () => "/console/catalog/desk-team?quantity=8",
    outcome: consolePage(200),
  },
  { what: "PAGE /console/accounts", path: () => "/console/accounts", outcome: consolePage(200) },
  {
    what: "GET /console/accounts/export",
    path: () => "/console/accounts/export",
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: 200 },
  },
  {
    what: "PAGE /console/accounts/[accountId]",
    path: (t) => `/console/accounts/${t.accountId}`,
    outcome: consolePage(200),
  },
  {
    what: "PAGE /console/invoices/[invoiceId]",
    path: (t) => `/console/invoices/${t.invoiceId}`,
    outcome: consolePage(money),
  },
  {
    what: "PAGE /console/subscriptions/[subscriptionId]",
    path: (t) => `/console/subscriptions/${t.subscriptionId}`,
    outcome: consolePage(money),
  },
  { what: "PAGE /console/invoices", path: () => "/console/invoices", outcome: consolePage(money) },
  {
    what: "GET /console/invoices/export",
    path: () => "/console/invoices/export",
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: money },
  },
  { what: "PAGE /console/search", path: () => "/console/search?q=4242", outcome: consolePage(200) },
  {
    what: "GET /console/search/results",
    path: () => "/console/search/results?q=4242",
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: 200 },
  },
  { what: "PAGE /console/ledger", path: () => "/console/ledger", outcome: consolePage(ledgerReaders) },
  { what: "PAGE /console/proof", path: () => "/console/proof", outcome: consolePage(proofReaders) },
  {
    what: "PAGE /console/settings/outbox",
    path: () => "/console/settings/outbox",
    outcome: consolePage(outboxReaders),
  },
  {
    what: "PAGE /console/settings/outbox/[mailId]",
    path: (t) => `/console/settings/outbox/${t.mailId}`,
    outcome: consolePage(outboxReaders),
  },
  {
    what: "GET /account/invoices/[invoiceId]/pdf",
    path: (t) => `/account/invoices/${t.invoiceId}/pdf`,
    outcome: { ...everyone(401), owner: 200, billing: 200, member: 403, other: 404, staff: 403 },
  },
  {
    what: "POST /account/invoices/[invoiceId]/pay",
    path: (t) => `/account/invoices/${t.invoiceId}/pay`,
    outcome: { ...everyone(401), owner: 303, billing: 303, member: 403, other: 404, staff: 403 },
  },
  {
    what: "GET /account/invoices/[invoiceId]/credit-notes/[creditNoteId]/pdf",
    path: (t) => `/account/invoices/${t.invoiceId}/credit-notes/${noCreditNote}/pdf`,
    outcome: { ...everyone(401), owner: 404, billing: 404, member: 404, other: 404, staff: 403 },
  },
  {
    what: "GET /console/invoices/[invoiceId]/credit-notes/[creditNoteId]/pdf",
    path: (t) => `/console/invoices/${t.invoiceId}/credit-notes/${noCreditNote}/pdf`,
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: 404 },
  },
  {
    what: "GET /console/invoices/[invoiceId]/pdf",
    path: (t) => `/console/invoices/${t.invoiceId}/pdf`,
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: { ...money, nadia: 404, omar: 404 } },
  },
  {
    what: "GET /welcome/[orderId]/invoice.pdf",
    path: (t) => `/welcome/${t.orderId}/invoice.pdf`,
    outcome: { ...everyone(404), owner: 200, billing: 200, member: 403, holder: 200 },
  },
  {
    what: "GET /welcome/[orderId]/status",
    path: (t) => `/welcome/${t.orderId}/status`,
    outcome: { ...everyone(404), owner: 200, billing: 200, holder: 200 },
  },
  { what: "GET /checkout/[id]/status", path: (t) => `/checkout/${t.draftId}/status`, outcome: holderOnly(200) },
  {
    what: "GET /checkout/[id]/resume",
    path: (t) => `/checkout/${t.draftId}/resume?token=x`,
    outcome: everyone(303),
  },
  { what: "GET /checkout/return/[orderId]", path: (t) => `/checkout/return/${t.orderId}`, outcome: everyone(303) },
  { what: "GET /api/health/live", path: () => "/api/health/live", outcome: everyone(200) },
  { what: "GET /api/health/ready", path: () => "/api/health/ready", outcome: everyone(200) },
  { what: "GET /api/v1/openapi.json", path: () => "/api/v1/openapi.json", outcome: everyone(200) },
  // A key opens it, and no session does.
  { what: "POST /api/v1/usage-events", path: () => "/api/v1/usage-events", outcome: everyone(401) },
  { what: "GET /api/inngest", path: () => "/api/inngest", outcome: everyone(404) },
  { what: "POST /api/inngest", path: () => "/api/inngest", outcome: everyone(404) },
  { what: "PUT /api/inngest", path: () => "/api/inngest", outcome: everyone(404) },
  { what: "POST /api/webhooks/[gateway]", path: () => "/api/webhooks/simulator", outcome: everyone(400) },
  { what: "POST /checkout", path: () => "/checkout", outcome: everyone(400) },
  { what: "POST /checkout/[id]/details", path: (t) => `/checkout/${t.draftId}/details`, outcome: holderOnly(303) },
  { what: "POST /checkout/[id]/code", path: (t) => `/checkout/${t.draftId}/code`, outcome: holderOnly(303) },
  { what: "POST /checkout/[id]/pay", path: (t) => `/checkout/${t.draftId}/pay`, outcome: holderOnly(400) },
  {
    what: "POST /checkout/[id]/cancel-payment",
    path: (t) => `/checkout/${t.draftId}/cancel-payment`,
    outcome: holderOnly(303),
  },
  {
    what: "QUERY portal.session.me",
    path: () => "/api/trpc/portal.session.me",
    outcome: { ...everyone(200), anonymous: 401, holder: 401, staff: 403 },
  },
  {
    what: "QUERY portal.session.accounts",
    path: () => "/api/trpc/portal.session.accounts",
    outcome: { ...everyone(200), anonymous: 401, holder: 401, staff: 403 },
  },
  {
    what: "QUERY console.session.me",
    path: () => "/api/trpc/console.session.me",
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: 200 },
  },
  {
    what: "QUERY portal.account.overview",
    path: () => "/api/trpc/portal.account.overview",
    outcome: { ...everyone(200), anonymous: 401, holder: 401, staff: 403 },
  },
  {
    what: "QUERY portal.invoices.list",
    path: () => query("portal.invoices.list", { limit: 10 }),
    outcome: { ...everyone(200), anonymous: 401, holder: 401, member: 403, staff: 403 },
  },
  {
    what: "QUERY portal.invoices.get",
    path: ({ invoiceId }) => query("portal.invoices.get", { invoiceId }),
    outcome: { ...everyone(200), anonymous: 401, holder: 401, member: 403, other: 404, staff: 403 },
  },
  {
    what: "QUERY console.accounts.get",
    path: ({ accountId }) => query("console.accounts.get", { accountId }),
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: 200 },
  },
  {
    what: "QUERY console.invoices.get",
    path: ({ invoiceId }) => query("console.invoices.get", { invoiceId }),
    outcome: { ...everyone(403), anonymous: 401, holder: 401, staff: money },
  },
];

function query(procedure: string, input: unknown): string {
  return `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
}
