import { stringify } from "csv-stringify/sync";

/** Lines for a spreadsheet (RFC 4180), each with its end. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: "windows" },
  );

/** Somebody else's text that a spreadsheet would take for a formula begins with an apostrophe. */
export const asPlainText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
