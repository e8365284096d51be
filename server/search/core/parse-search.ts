import { type InvoiceNumberClue, parseInvoiceNumber } from "@/server/invoices/core";
import type { PlainDate } from "@/server/kernel";
import { foldText } from "./fold-text";
import { parseAmount } from "./parse-amount";
import { parseDay } from "./parse-day";

export const searchLengthMax = 200;

/** What a text says, clue by clue; a document has to answer all of them. */
export type SearchClues = {
  readonly email: { readonly local: string; readonly domain: string } | null;
  /** Of accounts and people, small and without accents. */
  readonly words: readonly string[];
  readonly document: InvoiceNumberClue | null;
  /** Bare digits: the tail of a number, or the end of a card if there are four. */
  readonly digits: string | null;
  readonly account: bigint | null;
  readonly order: bigint | null;
  readonly id: string | null;
  readonly last4: string | null;
  /** Digits with a point, in a currency that nobody has named. */
  readonly amount: string | null;
  readonly day: PlainDate | null;
  readonly status: string | null;
};

export type ParsedSearch = { readonly text: string; readonly isCut: boolean; readonly clues: SearchClues };

type Draft = { -readonly [Name in keyof SearchClues]: SearchClues[Name] };
type Reader = (token: string, clues: Draft, today: PlainDate) => boolean;

const none: SearchClues = {
  email: null,
  words: [],
  document: null,
  digits: null,
  account: null,
  order: null,
  id: null,
  last4: null,
  amount: null,
  day: null,
  status: null,
};

// A second clue of a kind says nothing more: it is then looked for as a word.
const fill = <Name extends keyof Draft>(clues: Draft, name: Name, value: Draft[Name]): boolean => {
  if (value === null || clues[name] !== null) return false;
  clues[name] = value;
  return true;
};

const named: Readonly<Record<string, Reader>> = {
  last4: (value, clues) => fill(clues, "last4", /^\d{4}$/.test(value) ? value : null),
  amount: (value, clues) => fill(clues, "amount", parseAmount(value, "allowed")),
  date: (value, clues, today) => fill(clues, "day", parseDay(value, today)),
  status: (value, clues) => fill(clues, "status", value.replaceAll("-", "_") || null),
};

const readNamed: Reader = (token, clues, today) => {
  const [, name = "", value = ""] = /^([a-z0-9]+):(.+)$/.exec(token) ?? [];
  return named[name]?.(value, clues, today) ?? false;
};

const readEmail: Reader = (token, clues) => {
  const [, local, domain] = /^([^\s@]*)@([^\s@]*)$/.exec(token) ?? [];
  return fill(clues, "email", local || domain ? { local: local ?? "", domain: domain ?? "" } : null);
};

const readReference: Reader = (token, clues) => {
  const [, kind, digits = ""] = /^(acc|ord)-?0*(\d{1,15})$/.exec(token) ?? [];
  if (!kind) return false;
  return fill(clues, kind === "acc" ? "account" : "order", BigInt(digits));
};

const readDocument: Reader = (token, clues) => fill(clues, "document", parseInvoiceNumber(token));

// Ids are no words: their capitals count.
const takeId = (text: string, clues: Draft): string =>
  text.replace(/(?<!\S)(?:acc|inv|pay|sub|ch|pi)_\w{6,60}(?!\S)/, (id) => (fill(clues, "id", id) ? " " : id));

const readDigits: Reader = (token, clues) => fill(clues, "digits", /^\d{1,15}$/.test(token) ? token : null);

const readers: readonly Reader[] = [
  readNamed,
  readEmail,
  (token, clues, today) => fill(clues, "day", parseDay(token, today)),
  readReference,
  readDocument,
  (token, clues) => fill(clues, "amount", parseAmount(token, "with_sign")),
  readDigits,
];

const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const ordinal = "\\d{1,2}(?:\\.|st|nd|rd|th)?";
const year = "(?:\\s+(?:19|20)\\d\\d)?";
const monthDay = new RegExp(
  `(?<!\\S)(date:\\s*)?(${ordinal}\\s+${month}${year}|${month}\\s+${ordinal},?${year})(?!\\S)`,
  "g",
);

/** Days that are written with spaces are taken out first; what is no day stays in the text. */
const takeSpacedDay = (text: string, clues: Draft, today: PlainDate): string =>
  text.replaceAll(monthDay, (whole, _name, day: string) =>
    fill(clues, "day", parseDay(day.replaceAll(/\s+/g, " "), today)) ? " " : whole,
  );

const controls = /\p{Cc}+/gu;

/** What somebody typed into the search field, read. */
export const parseSearch = (given: string, today: PlainDate): ParsedSearch => {
  const cleaned = given
    .slice(0, searchLengthMax * 10)
    .replaceAll(controls, " ")
    .trim();
  const isCut = cleaned.length > searchLengthMax;
  const text = [...cleaned.slice(0, searchLengthMax)].join("").trim();
  const clues: Draft = { ...none };
  const rest = takeSpacedDay(foldText(takeId(text, clues)), clues, today);
  const tokens = rest.split(/\s+/).filter(Boolean);
  const words = tokens.filter((token) => !readers.some((read) => read(token, clues, today)));
  return { text, isCut, clues: { ...clues, words: words.slice(0, 8) } };
};

export const hasClue = ({ words, ...clues }: SearchClues): boolean =>
  words.length > 0 || Object.values(clues).some((clue) => clue !== null);
