import { createHash } from "node:crypto";
import { type ParseResult, parse } from "@marcbachmann/cel-js";

const parsed = new Map<string, ParseResult>();

function compile(expression: string): ParseResult {
  const known = parsed.get(expression);
  if (known) return known;
  const fresh = parse(expression);
  parsed.set(expression, fresh);
  return fresh;
}

/** Null when the expression parses, otherwise the reason why not. */
export function expressionProblem(expression: string): string | null {
  try {
    compile(expression);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "unreadable") : String(error);
  }
}

type Evaluation = { ok: true; value: unknown } | { ok: false };

function evaluate(expression: string, event: unknown): Evaluation {
  try {
    return { ok: true, value: compile(expression)({ event }) };
  } catch {
    // CEL throws on a key that is missing: in a condition that is a plain no, in a key it is an empty value.
    return { ok: false };
  }
}

export function matchesExpression(expression: string, event: unknown): boolean {
  const result = evaluate(expression, event);
  return result.ok && result.value === true;
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
}

/** The value of a key expression as text; absent values share the empty key. */
export function expressionKey(expression: string, event: unknown): string {
  const result = evaluate(expression, event);
  const text = toText(result.ok ? result.value : null);
  // An index takes no long text and a text column no NUL, so odd keys go by their digest.
  const isPlain = text.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(text);
  return isPlain ? text : createHash("sha256").update(text).digest("hex");
}
