import { createHash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function encode(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  for (let i = 0; i < length; i += 1) {
    text = alphabet.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

function fromParts(millis: number, entropy: Buffer): string {
  return encode(BigInt(millis), 10) + encode(BigInt(`0x${entropy.toString("hex")}`), 16);
}

export function newUlid(): string {
  return fromParts(Date.now(), randomBytes(10));
}

/** The same seed and position give the same id, so that a sender who repeats a request repeats its ids. */
export function seededUlid(millis: number, seed: string, position: number): string {
  const digest = createHash("sha256").update(`${seed}|${position}`).digest();
  return fromParts(millis, digest.subarray(0, 10));
}
