import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mailer, MailRefused, type OutgoingMail, smtpMailer } from "./mailer";
import { openSmtpSink, type SmtpSink } from "./smtp-sink";

let sink: SmtpSink;
let mailer: Mailer;

beforeAll(async () => {
  sink = await openSmtpSink();
  mailer = smtpMailer({ SMTP_HOST: "127.0.0.1", SMTP_PORT: sink.port });
});

afterAll(async () => {
  await sink.close();
});

const mail: OutgoingMail = {
  id: "mai_01",
  from: "Alderpost <billing@alderpost.example>",
  to: "jana@tulpe.example",
  subject: "Receipt for €39.27, Müller",
  html: "<p>€39.27</p>",
  text: "€39.27",
  attachments: [{ fileName: "Alderpost-INV-2026-0000001.pdf", bytes: new Uint8Array([37, 80, 68, 70]) }],
};

const headerOf = (source: string, name: string): string =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "mi").exec(source)?.[1] ?? "";

describe("smtpMailer", () => {
  it("hands a mail over with its own id as Message-ID, both texts and the attachment", async () => {
    await mailer.send(mail);
    const source = sink.received.at(-1) ?? "";
    expect(headerOf(source, "Message-ID")).toBe("<mai_01@alderpost.example>");
    expect(headerOf(source, "From")).toBe("Alderpost <billing@alderpost.example>");
    expect(headerOf(source, "To")).toBe("jana@tulpe.example");
    expect(source).toContain("multipart/alternative");
    expect(source).toContain("filename=Alderpost-INV-2026-0000001.pdf");
    expect(source).toContain(Buffer.from("%PDF").toString("base64"));
  });

  it("writes from the address that the server is set up for, and takes answers to the seller's", async () => {
    const other = smtpMailer({ SMTP_HOST: "127.0.0.1", SMTP_PORT: sink.port, SMTP_FROM: "mail@relay.example" });
    await other.send(mail);
    const source = sink.received.at(-1) ?? "";
    expect(headerOf(source, "From")).toBe("mail@relay.example");
    expect(headerOf(source, "Reply-To")).toBe("Alderpost <billing@alderpost.example>");
    expect(headerOf(source, "Message-ID")).toBe("<mai_01@relay.example>");
  });

  it("lets no line break of a subject or name begin a header", async () => {
    await mailer.send({
      ...mail,
      subject: "Hi\r\nBcc: all@tulpe.example",
      to: "jana@tulpe.example\r\nBcc: x@y.example",
    });
    expect(headerOf(sink.received.at(-1) ?? "", "Bcc")).toBe("");
  });

  it("tells a final no from one worth another try", async () => {
    sink.refuse("550 No such person", "451 Try later");
    await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailRefused);
    await expect(mailer.send(mail)).rejects.not.toBeInstanceOf(MailRefused);
  });
});
