import { z } from "zod";

export const seatsMax = 500;

const first = (value: unknown) => (Array.isArray(value) ? value.at(-1) : value);
const list = (value: unknown) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
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
  ccy: z
    .preprocess(first, z.string().regex(/^[A-Z]{3}$/))
    .optional()
    .catch(undefined),
  addOns: z.preprocess(list, z.array(z.enum(["eu-data-residency", "onboarding"]))).catch([]),
});

export type PricingChoice = {
  seats: number;
  term: "month" | "year";
  buyer: "business" | "personal";
  country: string | undefined;
  ccy: string | undefined;
  addOns: ReadonlyArray<"eu-data-residency" | "onboarding">;
};

type SearchParams = Record<string, string | string[] | undefined>;

/** The address is the whole state of the page: what it does not say, or says wrongly, is the plainest choice. */
export function readPricingChoice(searchParams: SearchParams, rememberedCountry?: string): PricingChoice {
  const { step, seats, country, ...rest } = pricingParams.parse(searchParams);
  const stepped = Math.min(Math.max(seats + step, 1), seatsMax);
  return { ...rest, ccy: rest.ccy, seats: stepped, country: country ?? rememberedCountry };
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
