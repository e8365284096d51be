export type CardField = "number" | "expiry" | "code" | "name";
export type FieldProblem = { readonly field: CardField; readonly message: string };
/** Without a name where none is asked for. */
export type CardText = Readonly<Record<Exclude<CardField, "name">, string>> & { readonly name?: string | undefined };
export type Month = { readonly month: number; readonly year: number };
export type Brand = {
  readonly brand: "visa" | "mastercard" | "amex" | "unknown";
  readonly label: string;
  readonly codeLength: number;
};

export function digitsOf(text: string): string;
export function brandOf(number: string): Brand;
export function groupNumber(number: string): string;
export function readExpiry(text: string): Month | null;
export function hasRightCheckDigit(number: string): boolean;
export function codeHint(number: string): string;
export function checkCard(card: CardText, today: Month): FieldProblem[];
