/** What somebody gives of a number: all of it, the year and the count, or the count alone. */
export type InvoiceNumberClue = {
  readonly series: string | null;
  readonly year: number | null;
  readonly sequence: bigint;
};

const withYear = /^(?:([a-z][a-z0-9]{0,9})-?)?(\d{4})-?(\d{7})$/i;

/** With dashes or without, `INV-2026-0048213`, `20260048213`; null for anything else, a count alone included. */
export const parseInvoiceNumber = (text: string): InvoiceNumberClue | null => {
  const [, series, year, sequence] = withYear.exec(text) ?? [];
  if (!year || !sequence) return null;
  return { series: series?.toUpperCase() ?? null, year: Number(year), sequence: BigInt(sequence) };
};
