import { z } from "zod";
import { safeReturnTo } from "@/server/auth/core";

export const problems = [
  "email_malformed",
  "too_soon",
  "too_many",
  "code_malformed",
  "code_wrong",
  "code_over",
  "password_wrong",
  "demo_off",
  "failed",
] as const;

export type Problem = (typeof problems)[number];

const signInParams = z.object({
  step: z.enum(["email", "code"]).catch("email"),
  email: z.string().max(254).catch(""),
  error: z.enum(problems).optional().catch("failed"),
  /** What the words of an error count: seconds to wait, or tries left. */
  count: z.coerce.number().int().min(0).max(900).catch(0),
});

export type SignInParams = z.infer<typeof signInParams> & { readonly returnTo: string | null };

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The way back is also read from `next`, as older links call it. */
export const readSignInParams = (query: Query): SignInParams => {
  const first = (value: Query[string]) => (typeof value === "string" ? value : value?.[0]);
  const values = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, first(value)]));
  return { ...signInParams.parse(values), returnTo: safeReturnTo(values.returnTo ?? values.next) };
};

type Written = Partial<Omit<SignInParams, "error">> & { readonly error?: Problem };

export const signInUrl = ({ step, email, error, count, returnTo }: Written): string => {
  const typed = email && (step === "code" || error);
  const written = { ...(step === "code" && { step }), ...(typed && { email }), ...(returnTo && { returnTo }) };
  const told = { ...(error && { error }), ...(count && { count: String(count) }) };
  const query = new URLSearchParams({ ...written, ...told } as Record<string, string>).toString();
  return query ? `/sign-in?${query}` : "/sign-in";
};
