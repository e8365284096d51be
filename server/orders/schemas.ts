import { z } from "zod";

const noNul = (text: string): boolean => !text.includes("\u0000");

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` })
    .refine(noNul, { error: "Remove the character that cannot be stored (NUL)." });

const required = (max: number, message: string) => text(max).min(1, { error: message });

export const intervalName = z.enum(["month", "year"], { error: "Choose monthly or yearly." });

/** What a plan takes of it is the plan's own rule. */
const quantityCount = z.int({ error: "Give a whole number." }).min(1, { error: "Give at least 1." }).max(10_000, {
  error: "Give at most 10,000; for more, write to us.",
});

/** What the shopper has typed so far, kept as it is until it is paid for. */
export const draftContact = z.strictObject({
  email: text(254).default(""),
  company: text(200).default(""),
  addressLine: text(200).default(""),
  postcode: text(20).default(""),
  city: text(100).default(""),
});

export const codesMax = 3;

export const draftContent = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, { error: "Choose a country from the list." }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: "Choose a currency that is sold in your country." })
    .nullable(),
  buyerKind: z.enum(["personal", "business"], { error: "Choose whether you buy for yourself or a business." }),
  interval: intervalName,
  ratePlans: z
    .array(z.strictObject({ key: z.string().max(60), quantity: quantityCount }))
    .min(1, { error: "Choose a plan." })
    .max(10),
  taxId: text(40).nullable().default(null),
  /** Promotion codes, as they were typed in turn. */
  codes: z.array(z.string().max(40)).max(codesMax).default([]),
  contact: draftContact.prefault({}),
});

export type DraftContent = z.infer<typeof draftContent>;
export type DraftContentInput = z.input<typeof draftContent>;

export const buyerDetails = z.strictObject({
  email: z.email({ error: "Write an e-mail address like name@company.com." }).max(254).refine(noNul),
  name: required(200, "Write the name on the card."),
  company: text(200).nullable().default(null),
  addressLine: text(200).nullable().default(null),
  postcode: text(20).nullable().default(null),
  city: text(100).nullable().default(null),
});

export type BuyerDetails = z.infer<typeof buyerDetails>;

export const placeOrderInput = z.strictObject({
  draftId: z.string().startsWith("odr_").max(60),
  previewId: z.string().regex(/^[0-9a-f]{64}$/, { error: "Reload the page: the price shown is not one of ours." }),
  buyer: buyerDetails,
  /** From the gateway's own card fields; null sends the payer to its hosted page, or orders what costs nothing. */
  methodToken: text(200).nullable(),
});

export type PlaceOrderInput = z.infer<typeof placeOrderInput>;
