import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const keyPrefix = /^signkey-\w+-/;

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
}

/** The one form of a JSON text that both sides sign (RFC 8785): sorted keys and no spaces. */
export function canonicalJson(json: string): string {
  return canonical(JSON.parse(json));
}

/** The header by which the SDK knows that a call comes from its engine; empty when there is no key. */
export function signatureHeaders(body: string, signingKey: string | null): Record<string, string> {
  if (signingKey === null) return {};
  const seconds = Math.floor(Date.now() / 1_000);
  const key = signingKey.replace(keyPrefix, "");
  const signature = createHmac("sha256", key)
    .update(`${canonicalJson(body)}${seconds}`)
    .digest("hex");
  return { "x-inngest-signature": `t=${seconds}&s=${signature}` };
}

export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Says whether a request carries the digest of the signing key, as the SDK sends it. */
export function isAuthorized(authorization: string | undefined, signingKey: string | null): boolean {
  if (signingKey === null) return true;
  const prefix = keyPrefix.exec(signingKey)?.[0] ?? "";
  const digest = createHash("sha256")
    .update(Buffer.from(signingKey.replace(keyPrefix, ""), "hex"))
    .digest("hex");
  return isSameSecret(authorization ?? "", `Bearer ${prefix}${digest}`);
}
