import { type DomainError, isDomainError } from "@/server/kernel";
import { log } from "@/server/platform/log";

const statusOf: Readonly<Record<string, number>> = {
  not_found: 404,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  stale_version: 409,
  rate_limited: 429,
  invalid_state: 409,
  gateway_unavailable: 503,
};

export type Refused = { status: "refused"; reason: string; message: string; field?: string };

/** A verb's refusal as this checkout tells it: what, at which field, and nothing of what is not known. */
export const refusedResponse = (error: unknown): Response => {
  if (isDomainError(error)) {
    const body: Refused = { status: "refused", reason: error.reason, message: error.message, ...fieldOf(error) };
    return Response.json(body, { status: statusOf[error.code] ?? 400 });
  }
  const zod = firstIssue(error);
  if (zod) return Response.json({ status: "refused", reason: "input.invalid", ...zod }, { status: 400 });
  log.error({ err: error }, "A checkout request failed");
  const message = "Something went wrong on our side. You have not been charged by this try. Try again in a moment.";
  return Response.json({ status: "refused", reason: "internal", message }, { status: 500 });
};

const fieldOf = ({ reason, details }: DomainError): { field?: string } => {
  const field = reason.startsWith("quantity.") ? "quantity" : details?.field;
  return typeof field === "string" ? { field: fieldNames[field] ?? field } : {};
};

type Issue = { path: PropertyKey[]; message: string };

const firstIssue = (error: unknown): { field: string; message: string } | null => {
  if (!(error instanceof Error) || !("issues" in error)) return null;
  const [issue] = error.issues as Issue[];
  if (!issue) return null;
  return { field: fieldNames[String(issue.path.at(-1))] ?? String(issue.path.at(-1)), message: issue.message };
};

// The form's own names, where a rule speaks of the draft's.
const fieldNames: Readonly<Record<string, string>> = {
  buyerKind: "buyer",
  code: "promotionCode",
  interval: "term",
  quantity: "seats",
  ratePlans: "ratePlanKey",
};

export const wantsJson = (request: Request): boolean =>
  (request.headers.get("accept") ?? "").includes("application/json");

export const seeOther = (path: string): Response => new Response(null, { status: 303, headers: { location: path } });
