import { isDomainError } from "@/server/kernel";

const statusOf: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403, unauthenticated: 401 };

/** The status that alone answers who may not see or do something; null where a refusal has more to say. Anything else is thrown on. */
export const refusalStatus = (error: unknown): number | null => {
  if (!isDomainError(error)) throw error;
  return statusOf[error.code] ?? null;
};
