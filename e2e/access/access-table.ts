/** Who asks. `other` owns another account; `holder` is the browser that placed Brightbarn's order. */
export const subscribers = ["anonymous", "owner", "billing", "member", "other", "holder"] as const;

export const staff = [
  "rosa",
  "tom",
  "ines",
  "sam",
  "priya",
  "jonas",
  "claire",
  "hiro",
  "nadia",
  "omar",
  "beth",
] as const;

export type Subscriber = (typeof subscribers)[number];
export type StaffName = (typeof staff)[number];

export type Access = {
  /** The method and the file it stands in, or the name of a procedure. */
  readonly what: string;
  readonly path: (target: Target) => string;
  readonly outcome: Readonly<Record<Subscriber, number>> & {
    readonly staff: number | Readonly<Record<StaffName, number>>;
  };
};

export type Target = {
  readonly accountId: string;
  readonly invoiceId: string;
  readonly orderId: string;
  readonly draftId: string;
  readonly mailId: string;
  readonly payToken: string;
  readonly runId: string;
  readonly methodId: string;
  readonly setupId: string;
};

type Outcome = Access["outcome"];

const everyone = (status: number): Outcome => ({
  anonymous: status,
  owner: status,
  billing: status,
  member: status,
  other: status,
  holder: status,
  staff: status,
});

/** Pages send who is not signed in to the sign-in page; route handlers and procedures answer 401. */
const portalPage: Outcome = {
  anonymous: 307,
  owner: 200,
  billing: 200,
  member: 200,
  other: 200,
  holder: 307,
  staff: 403,
};

const money: Readonly<Record<StaffName, number>> = {
  rosa: 200,
  tom: 200,
  ines: 200,
  sam: 200,
  priya: 200,
  jonas: 200,
  claire: 200,
  hiro: 200,
  nadia: 403,
  omar: 403,
  beth: 200,
};

const proofReaders: Readonly<Record<StaffName, number>> = {
  ...money,
  rosa: 403,
  tom: 403,
  ines: 403,
  sam: 403,
  priya: 403,
  omar: 200,
};

const ledgerReaders: Readonly<Record<StaffName, number>> = { ...proofReaders, omar: 403 };

const outboxReaders: Readonly<Record<StaffName, number>> = {
  ...proofReaders,
  jonas: 403,
  claire: 403,
  hiro: 403,
};

const auditReaders: Readonly<Record<StaffName, number>> = { ...outboxReaders, claire: 200 };

const runReaders: Readonly<Record<StaffName, number>> = { ...proofReaders, omar: 403 };

const consolePage = (byRole: Outcome["staff"]): Outcome => ({
  ...everyone(403),
  anonymous: 307,
  holder: 307,
  staff: byRole,
});

const holderOnly = (status: number): Outcome => ({ ...everyone(404), holder: status });

/** Every page, route handler and procedure, with what each may do. What is not here fails the test. */
export const accessTable: readonly Access[] = [
  { what: "PAGE /", path: () => "/", outcome: everyone(200) },
  { what: "PAGE /pricing", path: () => "/pricing", outcome: everyone(200) },
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
  { what: "GET /api/inngest", path: () => "/api/inngest", outcome: everyone(404) },
  { what: "POST /api/inngest", path: () => "/api/inngest", outcome: everyone(404) },
  { what: "PUT /api/inngest", path: () => "/api/inngest", outcome: everyone(404) },
  { what: "POST /api/webhooks/[gateway]", path: () => "/api/webhooks/simulator", outcome: everyone(400) },
  { what: "POST /checkout", path: () => "/checkout", outcome: everyone(400) },
  { what: "POST /checkout/[id]/details", path: (t) => `/checkout/${t.draftId}/details`, outcome: holderOnly(303) },
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
