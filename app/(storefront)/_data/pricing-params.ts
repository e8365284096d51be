import { z } from "zod";
import { isCurrency } from "@/server/kernel";

export const seatsMax = 500;

const first = (value: unknown) => (Array.isArray(value) ? value.at(-1) : value);
const list = (value: unknown) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
// A form that was refused comes back with the quantity behind the key.
const withoutQuantity = (addOn: string): string => addOn.split(":")[0] ?? addOn;
const seatsOf = z.preprocess(first, z.coerce.number().int().min(1).max(seatsMax));

const pricingParams = z.object({
  seats: seatsOf.catch(1),
  step: z.preprocess(first, z.coerce.number().int().min(-1).max(1)).catch(0),
  term: z.preprocess(first, z.enum(["month", "year"])).catch("month"),
  buyer: z.preprocess(first, z.enum(["business", "personal"])).catch("personal"),
  country: z
    .preprocess(first, z.string().regex(/^[A-Z]{2}$/))
    .optional()
    .catch(undefined),
  ccy: z.preprocess(first, z.string().refine(isCurrency)).optional().catch(undefined),
  addOns: z.preprocess(list, z.array(z.string().max(60).transform(withoutQuantity)).max(10)).catch([]),
  product: z
    .preprocess(first, z.string().regex(/^[a-z-]{1,40}$/))
    .optional()
    .catch(undefined),
  gb: z.preprocess(first, z.coerce.number().int().min(1).max(10_000)).optional().catch(undefined),
});

export type PricingChoice = {
  seats: number;
  term: "month" | "year";
  buyer: "business" | "personal";
  country: string | undefined;
  ccy: string | undefined;
  addOns: readonly string[];
  /** Of which product the plans are shown; the first one by itself. */
  product?: string | undefined;
  /** How much extra storage. */
  gb?: number | undefined;
};

export type SearchParams = Record<string, string | string[] | undefined>;

/** The address is the whole state of the page: what it does not say, or says wrongly, is the plainest choice. */
export function readPricingChoice(searchParams: SearchParams): PricingChoice {
  const { step, seats, ...rest } = pricingParams.parse(searchParams);
  return { ...rest, country: rest.country, ccy: rest.ccy, seats: Math.min(Math.max(seats + step, 1), seatsMax) };
}

export function pricingHref(choice: PricingChoice, changes: Partial<PricingChoice> = {}): string {
  const { addOns, ...single } = { ...choice, ...changes };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(single)) {
    if (value !== undefined) query.set(name, String(value));
  }
  for (const addOn of addOns) query.append("addOns", addOn);
  return `/pricing?${query}`;
}
