/** A bug, never a refusal: nothing below the outermost boundary may catch it. */
export class InvariantViolation extends Error {
  override readonly name = "InvariantViolation";
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}

export function unreachable(value: never): never {
  throw new InvariantViolation(`Unreachable value: ${String(value)}`);
}
