import { type NextRequest, NextResponse } from "next/server";
import { isSameOrigin } from "@/server/auth/check-origin";

export const config = {
  matcher: ["/((?!_next/static|_next/image|api/inngest|icon.svg|brand/).*)"],
};

// Where the bank sends the payer back to, inside the frame in which it asked.
const framedPaths = /^\/checkout\/(return\/[^/]+|[^/]+\/confirm(\/[^/]+)?)$/;
const ownRequestHeaders = ["x-nonce", "x-request-path", "content-security-policy"];

type PolicyInput = { nonce: string; path: string; secure: boolean; gatewayOrigin: string | undefined };

/** The gateway's card fields and hosted page live on another origin; nothing else may be framed or posted to. */
export function contentSecurityPolicy({ nonce, path, secure, gatewayOrigin }: PolicyInput): string {
  const development = process.env.NODE_ENV === "development";
  const gateway = gatewayOrigin ? [gatewayOrigin] : [];
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'", ...gateway],
    "frame-ancestors": framedPaths.test(path) ? ["'self'", ...gateway] : ["'none'"],
    "form-action": ["'self'", ...gateway],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    ...(secure ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

function isSecure(request: NextRequest): boolean {
  return request.nextUrl.protocol === "https:" || request.headers.get("x-forwarded-proto") === "https";
}

/** A request may not bring headers that only the framework or this proxy sets. */
function cleanHeaders(incoming: Headers): Headers {
  const headers = new Headers(incoming);
  for (const name of incoming.keys()) {
    if (name.startsWith("x-middleware-") || ownRequestHeaders.includes(name)) headers.delete(name);
  }
  return headers;
}

function setSecurityHeaders(response: NextResponse, policy: string, secure: boolean): void {
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(self), usb=()");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (secure) response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

const countryCode = /^[A-Z]{2}$/;
const yearInSeconds = 31_536_000;

/** The country somebody chose on one page is the one the next page begins with. */
function rememberCountry(request: NextRequest, response: NextResponse): void {
  const chosen = request.nextUrl.searchParams.get("country");
  if (!chosen || !countryCode.test(chosen) || request.cookies.get("country")?.value === chosen) return;
  response.cookies.set("country", chosen, { path: "/", maxAge: yearInSeconds, sameSite: "lax", httpOnly: true });
}

const bodyMax = 1_048_576;

/** What a page's post may not be: from another site, or larger than any form. Routes under /api answer for themselves. */
function refusePost({ method, headers, nextUrl }: NextRequest): NextResponse | null {
  if (method === "GET" || method === "HEAD" || nextUrl.pathname.startsWith("/api/")) return null;
  if (Number(headers.get("content-length") ?? "0") > bodyMax) return new NextResponse(null, { status: 413 });
  return isSameOrigin(headers) ? null : new NextResponse(null, { status: 403 });
}

export function proxy(request: NextRequest): NextResponse {
  const refused = refusePost(request);
  if (refused) return refused;
  const { pathname, search } = request.nextUrl;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const secure = isSecure(request);
  const gatewayOrigin = process.env.SIMULATORS_ORIGIN;
  const policy = contentSecurityPolicy({ nonce, path: pathname, secure, gatewayOrigin });

  const headers = cleanHeaders(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-request-path", `${pathname}${search}`);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  setSecurityHeaders(response, policy, secure);
  rememberCountry(request, response);
  return response;
}
