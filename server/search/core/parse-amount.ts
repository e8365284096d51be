const figure = /^[€£$¥]?(\d{1,3}(?:[.,']\d{3})+|\d{1,15})(?:[.,](\d{1,4}))?$/;
const thousands = /^\d{1,3}([.,']\d{3})+$/;

/** `499.80`, `499,80`, `€1,499.80` and `1.499,80` as digits with a point; whole figures only where `whole` allows. */
export const parseAmount = (text: string, whole: "allowed" | "with_sign"): string | null => {
  const [, major = "", decimals] = figure.exec(text) ?? [];
  if (!major) return null;
  const isPlain = decimals === undefined && !/^[€£$¥]/.test(text) && !thousands.test(major);
  if (isPlain && whole === "with_sign") return null;
  const digits = major.replaceAll(/[.,']/g, "").replace(/^0+(?=\d)/, "");
  return decimals === undefined ? digits : `${digits}.${decimals}`;
};

/** An amount without its currency, in the minor units of a currency with so many decimals; null where it has more. */
export const minorOfAmount = (amount: string, exponent: number): bigint | null => {
  const [major = "0", decimals = ""] = amount.split(".");
  const kept = decimals.replace(/0+$/, "");
  return kept.length > exponent ? null : BigInt(major + kept.padEnd(exponent, "0"));
};
