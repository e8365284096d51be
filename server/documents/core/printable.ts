/** Stands for a character that no font of the paper has. */
const substitute = "□";
const substituteNote = `${substitute} stands for a character that this document's fonts do not have.`;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// Marks that turn the direction of what follows could make a paper read otherwise than it is written.
const direction = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const halfPairs = /\p{Cs}/gu;
const replacement = "\ufffd";

const longWord = /\S{36,}/g;
const breakHere = "\u200b";

/** The text as paper can take it: composed, on one line, without control characters, and with places to break at. */
export const printable = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll(direction, "")
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(halfPairs, replacement)
    .replaceAll(longWord, (word) => [...graphemes.segment(word)].map(({ segment }) => segment).join(breakHere));

/** Every text of a value, changed. */
export const mapTexts = <Value>(value: Value, change: (text: string) => string): Value =>
  JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === "string" ? change(part) : part))) as Value;

const refusedText = /(?:the text|codepoint) `\\?"(.+?)\\?"`/g;
const escaped = /\\+u\{([0-9a-f]+)\}/gi;

/** The characters that the compiler says it has no glyph for. It names each between `"` and `"`, as Rust writes strings. */
export const missingGlyphs = (refusal: string): ReadonlySet<string> => {
  const texts = [...refusal.matchAll(refusedText)].map(([, text = ""]) =>
    text.replaceAll(escaped, (_whole, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
  );
  return new Set(texts.flatMap((text) => [...text]));
};

/** The paper with a substitute for each written character of which some part has no glyph, and a note that says so. */
export const withoutGlyphs = <Paper extends { readonly notes: readonly string[] }>(
  paper: Paper,
  missing: ReadonlySet<string>,
): Paper => {
  const legible = mapTexts(paper, (text) => replaceGraphemes(text, missing));
  return { ...legible, notes: [...legible.notes, substituteNote] };
};

const replaceGraphemes = (text: string, missing: ReadonlySet<string>): string =>
  [...graphemes.segment(text)]
    .map(({ segment }) => ([...segment].some((point) => missing.has(point)) ? substitute : segment))
    .join("");
