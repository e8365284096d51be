import { type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { z } from "zod";
import { DomainError, type DomainErrorCode, type DomainErrorDetails } from "@/server/kernel";
import { sqlState } from "@/server/platform";

const trpcCodes: Readonly<Record<DomainErrorCode, TRPC_ERROR_CODE_KEY>> = {
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  unauthenticated: "UNAUTHORIZED",
  invalid_input: "BAD_REQUEST",
  conflict: "CONFLICT",
  stale_version: "CONFLICT",
  invalid_state: "UNPROCESSABLE_CONTENT",
  limit_exceeded: "UNPROCESSABLE_CONTENT",
  payment_declined: "PAYMENT_REQUIRED",
  gateway_unavailable: "SERVICE_UNAVAILABLE",
  rate_limited: "TOO_MANY_REQUESTS",
};

// What Postgres says of text that it cannot store, such as one with a NUL character.
const unstorable = new Set(["22021", "22P05"]);

const refusalOf = (error: unknown): DomainError | null => {
  if (error instanceof DomainError) return error;
  if (!unstorable.has(sqlState(error) ?? "")) return null;
  return new DomainError("invalid_input", "input.unstorable", "The text holds a character that cannot be kept.");
};

/** A refusal of a verb, as tRPC knows it; anything else stays what it was. */
export const toTrpcError = (error: TRPCError): TRPCError => {
  const refusal = refusalOf(error.cause);
  return refusal ? new TRPCError({ code: trpcCodes[refusal.code], message: refusal.message, cause: refusal }) : error;
};

export const isOurFault = (error: TRPCError): boolean => error.code === "INTERNAL_SERVER_ERROR";

export type Failure = {
  readonly message: string;
  readonly reason: string;
  readonly details: DomainErrorDetails;
};

/** What a client is told: a refusal in full, a bug only by its reference. */
export const describeFailure = (error: TRPCError, requestId: string | null): Failure => {
  const { cause } = error;
  if (cause instanceof DomainError) return { message: cause.message, reason: cause.reason, details: cause.details };
  if (cause instanceof z.ZodError) {
    const { formErrors, fieldErrors } = z.flattenError(cause);
    return { message: "The input is not as expected.", reason: "input.invalid", details: { formErrors, fieldErrors } };
  }
  if (isOurFault(error)) {
    const message = `Something failed on our side.${requestId ? ` Our reference is ${requestId}.` : ""}`;
    return { message, reason: "internal.failure", details: {} };
  }
  return { message: error.message, reason: `request.${error.code.toLowerCase()}`, details: {} };
};
