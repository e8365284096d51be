import type { ReactElement } from "react";

export type RenderedMail = { readonly html: string; readonly text: string };

/** One tree, written twice: as a page and as plain text. */
export const renderMail = async (element: ReactElement): Promise<RenderedMail> => {
  // Loaded when the first mail is written: a web process that only lists mails does not need it.
  const { render, toPlainText } = await import("react-email");
  const html = await render(element);
  return { html, text: toPlainText(html) };
};
