import { createHash } from "node:crypto";
import { InvariantViolation, invariant } from "./invariant";

function writeNumber(value: number): string {
  invariant(Number.isSafeInteger(value), `${value} is no whole number and has no canonical form.`);
  return value.toString();
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function writeObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  invariant(isPlainObject(value), "Only plain objects have a canonical form.");
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${fields.join(",")}}`;
}

/** One text per value: keys sorted, bigints as decimal strings, nothing that would read back differently. */
export function canonicalJson(value: unknown): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "bigint":
      return `"${value}"`;
    case "number":
      return writeNumber(value);
    case "object":
      return writeObject(value);
    default:
      throw new InvariantViolation(`A value of type ${typeof value} has no canonical form.`);
  }
}

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
