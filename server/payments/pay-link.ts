import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";

const linkDays = 60;

const signatureOf = (content: string): string =>
  createHmac("sha256", env().AUTH_SECRET).update(`pay:${content}`).digest("base64url").slice(0, 32);

/**
 * What the address of an invoice's payment page carries: the invoice, the day the link ends, and a signature over both.
 * It opens this invoice and nothing else. Its life is security time, so it ends by the system's clock.
 */
export const payTokenOf = (invoiceId: string): string => {
  const ends = Math.floor(Date.now() / 86_400_000) + linkDays;
  const content = `${invoiceId}.${ends}`;
  return `${content}.${signatureOf(content)}`;
};

export type PayLink =
  | { readonly kind: "open"; readonly invoiceId: `inv_${string}` }
  | { readonly kind: "expired" | "unknown" };

export const readPayToken = (token: string): PayLink => {
  const [invoiceId = "", ends = "", signature = ""] = token.split(".");
  const expected = Buffer.from(signatureOf(`${invoiceId}.${ends}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: "unknown" };
  if (!invoiceId.startsWith("inv_")) return { kind: "unknown" };
  return Number(ends) * 86_400_000 < Date.now()
    ? { kind: "expired" }
    : { kind: "open", invoiceId: invoiceId as `inv_${string}` };
};
