import { getDocumentPdf } from "@/server/documents";
import { asSystem, type ServiceContext } from "@/server/platform";
import { log } from "@/server/platform/log";
import { defaultMailer, type Mailer, MailRefused } from "@/server/platform/mailer";
import { retryDelaySeconds } from "./core";
import { leaseMail, listWaitingMailIds, type Mail, saveFailedTry, saveSent } from "./mails-store";
import { withoutSecrets } from "./without-secrets";

const leaseSeconds = 120;
const untoldAfterSeconds = 30;
const pageSize = 100;

/** Sends mails, each by one sender at a time; one that cannot be sent rests and is tried again by the sweep. */
export const deliverMails = async (
  ctx: ServiceContext,
  ids: readonly string[],
  mailer: Mailer = defaultMailer(),
): Promise<number> => {
  let sent = 0;
  for (const id of ids) {
    const mail = await leaseMail(ctx, id, leaseSeconds);
    if (mail && (await deliver(ctx, mail, mailer))) sent += 1;
  }
  return sent;
};

/** The sweep over mails whose sender was never told, failed or died. */
export const retryMails = async (ctx: ServiceContext, mailer: Mailer = defaultMailer()): Promise<number> => {
  const ids = await listWaitingMailIds(ctx, { ageSeconds: untoldAfterSeconds, limit: pageSize });
  return deliverMails(ctx, ids, mailer);
};

const deliver = async (ctx: ServiceContext, mail: Mail, mailer: Mailer): Promise<boolean> => {
  try {
    await mailer.send({
      id: mail.id,
      from: mail.sender,
      to: mail.recipient,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      attachments: mailer.kind === "smtp" ? await attachmentsOf(ctx, mail) : [],
    });
  } catch (error) {
    await rest(ctx, mail, error);
    return false;
  }
  await saveSent(ctx, mail.id, mailer.kind === "smtp" ? withoutSecrets(mail) : {});
  return true;
};

/** Typeset only for who carries them: the outbox page links to the documents, which are typeset when asked for. */
const attachmentsOf = (ctx: ServiceContext, mail: Mail) =>
  Promise.all(
    mail.attachments.map(async ({ fileName, documentId }) => {
      const { bytes } = await getDocumentPdf(asSystem(ctx, "notifications/deliver-mails"), documentId);
      return { fileName, bytes };
    }),
  );

const rest = async (ctx: ServiceContext, mail: Mail, error: unknown): Promise<void> => {
  const isFinal = error instanceof MailRefused;
  const words = error instanceof Error ? error.message : "The mail could not be sent.";
  log.warn({ mailId: mail.id, attempts: mail.attempts, isFinal, err: error }, "A mail was not sent");
  await saveFailedTry(ctx, mail.id, {
    error: words.slice(0, 500),
    restSeconds: retryDelaySeconds(mail.attempts),
    isFinal,
  });
};
