export type ReadCount = { readonly kind: "number"; readonly count: bigint } | { readonly kind: "unreadable" };

const grouped = /^\d{1,3}(?:[.,'\u00a0 ]\d{3})+$/;
const thousands = /^(\d{1,6})(?:[.,](\d{1,3}))?k$/i;

/** 47350, 47,350, 47.350, 47 350 and 47k: as people write it. Nothing written is none. */
export const readCount = (text: string): ReadCount => {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "number", count: 0n };
  if (/^\d{1,15}$/.test(trimmed)) return { kind: "number", count: BigInt(trimmed) };
  if (trimmed.length <= 20 && grouped.test(trimmed)) {
    return { kind: "number", count: BigInt(trimmed.replaceAll(/\D/g, "")) };
  }
  const [, whole = "", part = ""] = thousands.exec(trimmed) ?? [];
  return whole === "" ? { kind: "unreadable" } : { kind: "number", count: BigInt(whole + part.padEnd(3, "0")) };
};
