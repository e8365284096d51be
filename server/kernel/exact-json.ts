/** A number as it stands in a JSON text, where a float would have changed it. */
export class JsonNumber {
  constructor(readonly literal: string) {}
}

const tokens = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const numberText = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Sign, digits and exponent without the zeros that say nothing: equal for texts of the same number. */
const normalForm = (text: string): string | null => {
  const match = numberText.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", decimals = "", exponent = "0"] = match;
  const digits = `${whole}${decimals}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${Number(exponent) - decimals.length + digits.length - significant.length}`;
};

const survives = (literal: string): boolean => normalForm(literal) === normalForm(String(Number(literal)));

const unusedKey = (text: string): string => {
  let key = "#";
  while (text.includes(JSON.stringify(key))) key += "#";
  return key;
};

/** Reads JSON without changing a number: those that no float can hold come as `JsonNumber`, all others as ever. */
export const parseExactJson = (text: string): unknown => {
  const plain: unknown = JSON.parse(text);
  const key = unusedKey(text);
  let isExact = true;
  const marked = text.replace(tokens, (token) => {
    if (token.startsWith('"') || survives(token)) return token;
    isExact = false;
    return JSON.stringify({ [key]: token });
  });
  if (isExact) return plain;
  return JSON.parse(marked, (_name, value: unknown) => {
    if (typeof value !== "object" || value === null || !(key in value)) return value;
    return new JsonNumber(String((value as Record<string, unknown>)[key]));
  });
};
