import { z } from "zod";
import { isPlainDate, type PlainDate } from "@/server/kernel";

// A text with a NUL is no text that the database has ever seen.
export const word = z
  .string()
  .max(120)
  .refine((text) => !text.includes("\0"))
  .transform((text) => text.trim())
  .catch("");

export const dayOrNull = z
  .custom<PlainDate>((value) => isPlainDate(value))
  .nullable()
  .catch(null);

export const oneOf = <Value extends string>(values: readonly Value[]) =>
  z
    .custom<Value>((value) => values.includes(value as Value))
    .nullable()
    .catch(null);

export const matching = (pattern: RegExp) => z.string().regex(pattern).nullable().catch(null);
