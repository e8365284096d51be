import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { appRouter } from "@/server/trpc/root";
import { database } from "../fixtures/database";
import { origin, root, setEnvironment } from "../fixtures/instance";
import { sessionCookieFor } from "../fixtures/sign-in";
import { type Access, type StaffName, type Subscriber, staff, subscribers, type Target } from "./access-outcomes";
import { accessTable } from "./access-table";

const emails: Readonly<Partial<Record<Subscriber, string>>> = {
  owner: "mina@brightbarn.example",
  billing: "leo@brightbarn.example",
  member: "ana@brightbarn.example",
};

const listFiles = (folder: string): string[] =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

const routeOf = (file: string): string => {
  const folder = path.dirname(path.relative(path.join(root, "app"), file));
  const parts = folder.split(path.sep).filter((part) => part !== "." && !/^\(.*\)$/.test(part));
  return `/${parts.join("/")}`;
};

const methodsOf = (file: string): string[] => {
  const text = fs.readFileSync(file, "utf8");
  return ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
    new RegExp(
      `export (const|async function|function) (\\{[^}]*)?${method}\\b|export const \\{[^}]*\\b${method}\\b`,
    ).test(text),
  );
};

// Both are doors to something enumerated by itself: procedures, and the library's own sign-in routes.
const doors = ["/api/trpc/[trpc]", "/api/auth/[...nextauth]", "/api/auth/account"];

const enumerated = (): string[] => {
  const files = listFiles(path.join(root, "app"));
  const pages = files.filter((file) => path.basename(file) === "page.tsx").map((file) => `PAGE ${routeOf(file)}`);
  const handlers = files
    .filter((file) => path.basename(file) === "route.ts" && !doors.includes(routeOf(file)))
    .flatMap((file) => methodsOf(file).map((method) => `${method} ${routeOf(file)}`));
  return [...pages, ...handlers, ...procedures()].sort();
};

const procedures = (): string[] => {
  const known = appRouter._def.procedures as unknown as Readonly<Record<string, { _def: { type: string } }>>;
  return Object.entries(known).map(([name, { _def }]) => `${_def.type.toUpperCase()} ${name}`);
};

const readTarget = async (): Promise<Target & { tokenCookie: string }> => {
  setEnvironment();
  const { payTokenOf } = await import("@/server/payments");
  const token = randomBytes(16).toString("hex");
  const [row] = await database()`
    select o.account_id, o.id as order_id, o.draft_id, i.id as invoice_id, m.id as mail_id,
      (select min(s.id) from subscriptions s where s.order_id = o.id) as subscription_id
    from orders o join invoices i on i.order_id = o.id join contacts c on c.account_id = o.account_id
    join mails m on m.account_id = o.account_id and m.kind = 'receipt'
    where c.email = 'mina@brightbarn.example'`;
  if (!row) throw new Error("Brightbarn has no order.");
  const [run] = await database()`
    insert into bill_runs (id, seller_id, through_on, cutoff_at, batch_size, planned, planned_account_count, status,
      started_by_kind, started_by_id, started_at, completed_at, ended_at)
    select 'run_' || repeat('0', 26), id, '2026-01-01', '2026-01-01', 1, '[]', 0, 'completed', 'system', 'test',
      '2026-01-01', '2026-01-01', now() from sellers limit 1
    on conflict (id) do update set batch_size = 1 returning id`;
  const hash = createHash("sha256").update(token).digest("hex");
  await database()`update order_drafts set resumed_token_hash = ${hash} where id = ${row.draft_id}`;
  return {
    accountId: row.account_id,
    invoiceId: row.invoice_id,
    subscriptionId: row.subscription_id,
    orderId: row.order_id,
    draftId: row.draft_id,
    mailId: row.mail_id,
    payToken: payTokenOf(row.invoice_id),
    runId: run?.id,
    ...(await readCard(row.account_id)),
    tokenCookie: `checkout_${row.draft_id}=${token}`,
  };
};

/** A card of the account, and a visit to the gateway's page that ended with it. */
const readCard = async (accountId: string): Promise<Pick<Target, "methodId" | "setupId">> => {
  const [setup] = await database()`
    insert into card_setups (id, account_id, gateway, state, pays, method_id, created_at)
    select 'cst_' || repeat('0', 26), account_id, gateway, 'saved', '[]', id, now()
    from payment_methods where account_id = ${accountId} limit 1
    on conflict (id) do update set method_id = excluded.method_id returning id, method_id`;
  return { methodId: setup?.method_id, setupId: setup?.id };
};

const otherOwner = async (): Promise<string> => {
  const [row] = await database()`
    select u.email from users u join account_members m on m.user_id = u.id
    where m.role = 'owner' and u.email <> 'mina@brightbarn.example' limit 1`;
  if (!row) throw new Error("There is no other account: the self-check sells one.");
  return row.email;
};

const cookieOf = async (who: Subscriber | StaffName, tokenCookie: string): Promise<string> => {
  if (who === "anonymous") return "";
  if (who === "holder") return tokenCookie;
  const email = emails[who as Subscriber] ?? (who === "other" ? await otherOwner() : `${who}@alderpost.example`);
  return sessionCookieFor(email);
};

const expected = ({ outcome }: Access, who: Subscriber | StaffName): number => {
  if ((subscribers as readonly string[]).includes(who)) return outcome[who as Subscriber];
  return typeof outcome.staff === "number" ? outcome.staff : outcome.staff[who as StaffName];
};

const verbs: Readonly<Record<string, string>> = { PAGE: "GET", QUERY: "GET", MUTATION: "POST" };

const ask = async (access: Access, target: Target, cookie: string, from = origin): Promise<number> => {
  const [verb = "GET"] = access.what.split(" ");
  const response = await fetch(`${origin}${access.path(target)}`, {
    method: verbs[verb] ?? verb,
    headers: { cookie, origin: from },
    redirect: "manual",
  });
  await response.arrayBuffer();
  return response.status;
};

test("fault T52 every page and route handler is declared in the access table", () => {
  expect(accessTable.map(({ what }) => what).sort()).toEqual(enumerated());
});

test("fault T52 every page and route handler answers every kind of actor as declared", async () => {
  test.setTimeout(180_000);
  const target = await readTarget();
  const wrong: string[] = [];
  let count = 0;
  for (const who of [...subscribers, ...staff]) {
    const cookie = await cookieOf(who, target.tokenCookie);
    for (const access of accessTable) {
      const status = await ask(access, target, cookie);
      count += 1;
      if (status !== expected(access, who))
        wrong.push(`${access.what} as ${who}: ${status}, not ${expected(access, who)}`);
    }
  }
  process.stdout.write(
    `${count} combinations of ${accessTable.length} routes and ${subscribers.length + staff.length} actors\n`,
  );
  expect(wrong).toEqual([]);
});

test("fault T58 every post from another site is refused, whoever's cookies it carries", async () => {
  const target = await readTarget();
  const posts = accessTable.filter(({ what }) => /^(POST|MUTATION) \/checkout/.test(what));
  for (const who of subscribers) {
    const cookie = await cookieOf(who, target.tokenCookie);
    for (const access of posts) {
      expect(await ask(access, target, cookie, "https://elsewhere.example")).toBe(403);
    }
  }
});
