import { z } from "zod";

const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((text) => text.toLowerCase());

export const signInAddress = z.strictObject({ email });

/** Mail programs break a code into groups; what is copied with them is not part of it. */
const code = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/));

export const codeCredentials = z.object({ email, code });
export const linkCredentials = z.object({ token: z.string().min(1).max(200) });
export const passwordCredentials = z.object({ email, password: z.string().min(1).max(200) });
