import { z } from "zod";
import { Refusal } from "../http/refusal";

const amount = z.string().regex(/^(0|[1-9]\d{0,17})$/, "Send minor units as a decimal string.");
const currency = z.string().regex(/^[A-Z]{3}$/, "Send an ISO 4217 code.");
const reference = z.string().min(1).max(200);
const description = z.string().max(500).default("");
const merchant = z.string().min(1).max(200).optional();
const address = z.string().max(2000);

export const chargeInput = z
  .object({
    amount_minor: amount,
    currency,
    reference,
    description,
    merchant,
    token: z.string().optional(),
    payment_method: z.string().optional(),
    save_method: z.boolean().default(false),
    return_url: address.optional(),
  })
  .refine(({ token, payment_method }) => (token === undefined) !== (payment_method === undefined), {
    message: "Send either token or payment_method.",
  });

export const sessionInput = z.object({
  amount_minor: amount,
  currency,
  reference,
  description,
  merchant,
  save_method: z.boolean().default(false),
  return_url: address,
  cancel_url: address,
});

export const setupInput = z.object({ reference, merchant, return_url: address, cancel_url: address });

export const refundInput = z.object({ charge: z.string(), amount_minor: amount, currency, reference });

export const disputeInput = z.object({
  charge: z.string(),
  amount_minor: amount.optional(),
  reason: z.string().min(1).max(60).default("fraudulent"),
  respond_in_days: z.int().min(1).max(90).default(20),
});

export const decisionInput = z.object({ outcome: z.enum(["won", "lost"]) });

export const closeSessionInput = z.object({ reference });

export type ChargeInput = z.infer<typeof chargeInput>;

/** Nobody is ever sent anywhere but back to the app. */
export function requireAppUrl(url: string, appOrigin: string): string {
  if (URL.canParse(url) && new URL(url).origin === appOrigin) return url;
  throw new Refusal(422, "return_url_refused", `A return address begins with ${appOrigin}.`);
}
