import type { Mail } from "./mails-store";

const notice = "A code and a link were here. They are not kept once the mail has left.";

/** What opens a door is not kept where staff can read it, once the mail has gone to the person it is for. */
export const withoutSecrets = (mail: Pick<Mail, "kind">): { html?: string; text?: string } =>
  mail.kind === "sign_in_code" ? { html: `<p>${notice}</p>`, text: notice } : {};
