import nodemailer from "nodemailer";
import { type Env, env } from "./env";

export type OutgoingMail = {
  /** Ours: it becomes the Message-ID, so that a mail sent twice over a crash is one mail to whoever receives it. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
};

/** Who carries mails out. The demo's outbox carries nothing: there a mail is read where it was written. */
export type Mailer = {
  readonly kind: "smtp" | "outbox";
  readonly send: (mail: OutgoingMail) => Promise<void>;
};

export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

const outbox: Mailer = { kind: "outbox", send: async () => undefined };

type SmtpSettings = Pick<Env, "SMTP_HOST" | "SMTP_PORT" | "SMTP_USER" | "SMTP_PASSWORD" | "SMTP_FROM">;

const timeoutMs = 20_000;
const implicitTlsPort = 465;

export const smtpMailer = (settings: SmtpSettings & { readonly SMTP_HOST: string }): Mailer => {
  const transport = nodemailer.createTransport({
    host: settings.SMTP_HOST,
    port: settings.SMTP_PORT ?? 587,
    secure: settings.SMTP_PORT === implicitTlsPort,
    ...(settings.SMTP_USER ? { auth: { user: settings.SMTP_USER, pass: settings.SMTP_PASSWORD ?? "" } } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async (mail: OutgoingMail): Promise<void> => {
    const from = settings.SMTP_FROM ?? mail.from;
    try {
      await transport.sendMail({
        messageId: `<${mail.id}@${domainOf(from)}>`,
        from,
        ...(from === mail.from ? {} : { replyTo: mail.from }),
        to: mail.to,
        subject: mail.subject,
        headers: { "Auto-Submitted": "auto-generated" },
        html: mail.html,
        text: mail.text,
        attachments: mail.attachments.map(({ fileName, bytes }) => ({
          filename: fileName,
          content: Buffer.from(bytes),
          contentType: "application/pdf",
        })),
      });
    } catch (error) {
      throw isFinal(error) ? new MailRefused("The mail server refused this mail for good.", { cause: error }) : error;
    }
  };
  return { kind: "smtp", send };
};

const domainOf = (from: string): string => /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? "localhost";

// 5yz is a final no; 4yz, and a server that does not answer, are worth another try.
const isFinal = (error: unknown): boolean => {
  const code = (error as { responseCode?: unknown } | null)?.responseCode;
  return typeof code === "number" && code >= 500;
};

let known: Mailer | null = null;

export const defaultMailer = (): Mailer => {
  const { SMTP_HOST, ...settings } = env();
  known ??= SMTP_HOST ? smtpMailer({ ...settings, SMTP_HOST }) : outbox;
  return known;
};
