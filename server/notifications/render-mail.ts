import type { ReactElement } from "react";
import { factsClass } from "./facts";

export type RenderedMail = { readonly html: string; readonly text: string };

const textFormat = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "hr", format: "skip" },
    { selector: `table.${factsClass}`, format: "dataTable", options: { uppercaseHeaderCells: false, colSpacing: 2 } },
  ],
};

/** One tree, written twice: as a page and as plain text. */
export const renderMail = async (element: ReactElement): Promise<RenderedMail> => {
  // Loaded when the first mail is written: a web process that only lists mails does not need it.
  const { render, toPlainText } = await import("react-email");
  const html = await render(element);
  return { html, text: toPlainText(html, textFormat) };
};
