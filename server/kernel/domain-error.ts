export const domainErrorCodes = [
  "not_found",
  "forbidden",
  "unauthenticated",
  "invalid_input",
  "conflict",
  "stale_version",
  "invalid_state",
  "limit_exceeded",
  "payment_declined",
  "gateway_unavailable",
  "rate_limited",
] as const;

export type DomainErrorCode = (typeof domainErrorCodes)[number];
export type DomainErrorDetails = Readonly<Record<string, unknown>>;

/** An expected refusal. `reason` is stable and dotted (`invoice.already_voided`); `message` may be shown to a person. */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: DomainErrorCode,
    readonly reason: string,
    message: string,
    readonly details: DomainErrorDetails = {},
  ) {
    super(message);
  }
}

export function isDomainError(value: unknown): value is DomainError {
  return value instanceof DomainError;
}
