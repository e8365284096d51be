import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type DatabaseConnection } from "@/db/client";
import { mails } from "@/db/schema/notifications";
import { outboxBatches } from "@/db/schema/outbox";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { setTestEnvironment } from "@/server/auth/test-environment";
import type { AccountId, UserId } from "@/server/kernel";
import { type Actor, inTransaction, type ServiceContext } from "@/server/platform";
import { type Mailer, type OutgoingMail, smtpMailer } from "@/server/platform/mailer";
import { openSmtpSink } from "@/server/platform/smtp-sink";
import { deliverMails, getMail, listMails, listMailsOfAccount, retryMails } from ".";
import { attemptsMax } from "./core";
import { type QueueMailInput, queueMail } from "./queue-mail";

let database: TestDatabase;
let connection: DatabaseConnection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase(database.url, { poolSize: 10 });
  setTestEnvironment(database.url);
});

beforeEach(async () => {
  await connection.db.delete(mails);
  await connection.db.delete(outboxBatches);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

const as = (actor: Actor): ServiceContext => ({
  actor,
  now: new Date("2026-11-16T09:00:00Z"),
  requestId: "test",
  db: connection.db,
});

const system = () => as({ kind: "system", job: "test" });
const staff = (...permissions: ("accounts:read" | "outbox:read")[]): Actor => ({
  kind: "staff",
  userId: "usr_staff" as UserId,
  name: "Noor",
  role: "platform_admin",
  permissions,
});
const owner = (accountId: string): Actor => ({
  kind: "subscriber",
  userId: "usr_owner" as UserId,
  accountId: accountId as AccountId,
  role: "owner",
});

let count = 0;

const mail = (change: Partial<QueueMailInput> = {}): QueueMailInput => {
  count += 1;
  return {
    kind: "receipt",
    naturalKey: `receipt:${count}`,
    accountId: "acc_one",
    recipient: "jana@tulpe.example",
    sender: "Alderpost <billing@alderpost.example>",
    subject: `Receipt ${count}`,
    body: { html: "<p>€39.27</p>", text: "€39.27" },
    ...change,
  };
};

const queued = async (change: Partial<QueueMailInput> = {}): Promise<string> =>
  (await queueMail(system(), mail(change))) ?? "";

const rowOf = async (id: string) => {
  const [row] = await connection.db.select().from(mails).where(eq(mails.id, id));
  return row;
};

const backToRest = (id: string) =>
  connection.db
    .update(mails)
    .set({ leasedUntil: new Date(Date.now() - 1000) })
    .where(eq(mails.id, id));

const collector = (): Mailer & { readonly sent: OutgoingMail[] } => {
  const sent: OutgoingMail[] = [];
  return { kind: "smtp", sent, send: async (outgoing) => void sent.push(outgoing) };
};

const failing = (): Mailer => ({
  kind: "smtp",
  send: () => Promise.reject(new Error("The mail server does not answer.")),
});

describe("queueMail", () => {
  it("keeps one mail of a natural key, and tells of it once", async () => {
    const input = mail();
    const first = await queueMail(system(), input);
    expect(await queueMail(system(), input)).toBeNull();
    expect(await connection.db.select().from(mails)).toHaveLength(1);
    const batches = await connection.db.select().from(outboxBatches);
    expect(batches.map(({ name, ids }) => [name, ids])).toEqual([["notifications/mail.queued", [first]]]);
  });

  it("keeps one of twenty that are told at the same time", async () => {
    const input = mail();
    const told = await Promise.all(Array.from({ length: 20 }, () => queueMail(system(), input)));
    expect(told.filter((id) => id !== null)).toHaveLength(1);
    expect(await connection.db.select().from(outboxBatches)).toHaveLength(1);
  });

  it("belongs to the transaction of its caller", async () => {
    const undone = inTransaction(system(), async (ctx) => {
      await queueMail(ctx, mail());
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await connection.db.select().from(mails)).toHaveLength(0);
    expect(await connection.db.select().from(outboxBatches)).toHaveLength(0);
  });

  it("keeps line breaks out of what becomes a header", async () => {
    const id = await queued({ subject: "Order\r\nBcc: all@tulpe.example" });
    expect((await rowOf(id))?.subject).toBe("Order Bcc: all@tulpe.example");
  });
});

describe("deliverMails", () => {
  it("sends each mail once, with its id", async () => {
    const mailer = collector();
    const id = await queued();
    expect(await deliverMails(system(), [id], mailer)).toBe(1);
    expect(await deliverMails(system(), [id], mailer)).toBe(0);
    expect(mailer.sent.map((outgoing) => outgoing.id)).toEqual([id]);
    expect(await rowOf(id)).toMatchObject({ sentAt: system().now, attempts: 1, leasedUntil: null });
  });

  it("sends a mail once though ten senders are told of it at the same time", async () => {
    const mailer = collector();
    const id = await queued();
    const slow: Mailer = {
      kind: "smtp",
      send: async (outgoing) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await mailer.send(outgoing);
      },
    };
    await Promise.all(Array.from({ length: 10 }, () => deliverMails(system(), [id], slow)));
    expect(mailer.sent).toHaveLength(1);
  });

  it("marks mails sent at once where there is no mail server", async () => {
    const id = await queued();
    expect(await deliverMails(system(), [id])).toBe(1);
    expect((await rowOf(id))?.html).toBe("<p>€39.27</p>");
  });

  it("rests a mail that could not be sent, and sends it when its time has come", async () => {
    const id = await queued();
    expect(await deliverMails(system(), [id], failing())).toBe(0);
    expect(await rowOf(id)).toMatchObject({ sentAt: null, attempts: 1, lastError: "The mail server does not answer." });
    const mailer = collector();
    await connection.db.update(mails).set({ recordedAt: new Date(Date.now() - 60_000) });
    expect(await retryMails(system(), mailer)).toBe(0);
    await backToRest(id);
    expect(await retryMails(system(), mailer)).toBe(1);
    expect(await rowOf(id)).toMatchObject({ attempts: 2, lastError: null });
  });

  it("leaves fresh mails to whoever is told of them", async () => {
    await queued();
    expect(await retryMails(system(), collector())).toBe(0);
  });

  it("takes up a mail whose sender died with it", async () => {
    const id = await queued();
    await connection.db.update(mails).set({ recordedAt: new Date(Date.now() - 300_000), attempts: 1 });
    await backToRest(id);
    const mailer = collector();
    expect(await retryMails(system(), mailer)).toBe(1);
    expect(mailer.sent.map((outgoing) => outgoing.id)).toEqual([id]);
  });

  it("gives a mail up after its last try, or at once when the server says never", async () => {
    const worn = await queued();
    await connection.db.update(mails).set({ attempts: attemptsMax - 1 });
    await deliverMails(system(), [worn], failing());
    await backToRest(worn);
    expect(await deliverMails(system(), [worn], collector())).toBe(0);
    expect((await getMail(system(), worn)).state).toBe("failed");

    const sink = await openSmtpSink();
    sink.refuse("550 No such person");
    const refused = await queued({ recipient: "nobody@tulpe.example" });
    await deliverMails(system(), [refused], smtpMailer({ SMTP_HOST: "127.0.0.1", SMTP_PORT: sink.port }));
    expect(await getMail(system(), refused)).toMatchObject({ state: "failed" });
    await sink.close();
  });

  it("forgets a sign-in code once it has left by the mail server", async () => {
    const code = { kind: "sign_in_code", accountId: null, body: { html: "<p>482913</p>", text: "482913" } } as const;
    const mailer = collector();
    const left = await queued(code);
    await deliverMails(system(), [left], mailer);
    expect(mailer.sent[0]?.text).toBe("482913");
    expect((await rowOf(left))?.text).not.toContain("482913");
    const shown = await queued(code);
    await deliverMails(system(), [shown]);
    expect((await rowOf(shown))?.text).toBe("482913");
  });
});

describe("reading mails", () => {
  it("lists the outbox newest first, page by page, for staff with outbox:read alone", async () => {
    const ids = [await queued(), await queued(), await queued()].sort().reverse();
    const ctx = as(staff("outbox:read"));
    const first = await listMails(ctx, { limit: 2 });
    expect(first.mails.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await listMails(ctx, { limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ mails: [{ id: ids[2], state: "queued" }], nextCursor: null });
    expect(await getMail(ctx, ids[0] ?? "")).toMatchObject({ text: "€39.27" });
    for (const actor of [staff("accounts:read"), owner("acc_one"), { kind: "shopper", draftId: null } as const]) {
      await expect(listMails(as(actor), { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
      await expect(getMail(as(actor), ids[0] ?? "")).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("refuses a cursor that is none", async () => {
    const broken = listMails(system(), { limit: 10, cursor: "'; drop table mails" });
    await expect(broken).rejects.toMatchObject({ code: "invalid_input", reason: "mail.cursor_malformed" });
  });

  it("shows an account's mails to staff who may see accounts, and never another account's", async () => {
    const mine = await queued({ accountId: "acc_one" });
    await queued({ accountId: "acc_two" });
    await queued({ kind: "sign_in_code", accountId: null });
    const listed = await listMailsOfAccount(as(staff("accounts:read")), "acc_one");
    expect(listed.map(({ id }) => id)).toEqual([mine]);
    await expect(listMailsOfAccount(as(owner("acc_one")), "acc_two")).rejects.toMatchObject({ code: "forbidden" });
    await expect(listMailsOfAccount(as(staff("outbox:read")), "acc_one")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("answers an unknown mail as not found", async () => {
    await expect(getMail(system(), "mai_none")).rejects.toMatchObject({ code: "not_found" });
  });
});
