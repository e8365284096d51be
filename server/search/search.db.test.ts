import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserId } from "@/server/kernel";
import { authorityOf, type StaffRole } from "@/server/people/core";
import type { ServiceContext } from "@/server/platform";
import { buyInScenario, jana, oneSeat } from "@/server/scenarios/buy-in-scenario";
import { openScenarioCompany, type ScenarioCompany } from "@/server/scenarios/scenario-company";
import { search } from ".";
import type { SearchGroup, SearchHit } from "./core";

let company: ScenarioCompany;
let owner: postgres.Sql;

const as = async (role: StaffRole): Promise<ServiceContext> => ({
  ...(await company.context()),
  actor: { kind: "staff", userId: "usr_staff" as UserId, name: "Staff", ...authorityOf(role) },
});

const ask = async (text: string, role: StaffRole = "controller") =>
  search(await as(role), { text, limit: 8, zone: "Europe/Dublin" });

const titles = async (text: string, group: SearchGroup, role?: StaffRole): Promise<string[]> =>
  hitsIn(await ask(text, role), group).map(({ title }) => title);

const hitsIn = ({ sections }: Awaited<ReturnType<typeof ask>>, group: SearchGroup): readonly SearchHit[] =>
  sections.find((section) => section.group === group)?.hits ?? [];

const mina = { ...jana, email: "mina@brightbarn.example", name: "Mina Okafor", company: "Brightbarn GmbH" };
const team = { ...oneSeat, buyerKind: "business" as const, ratePlans: [{ key: "desk-team", quantity: 8 }] };

const addressed = { addressLine: "Lindenstraße 48", postcode: "10969", city: "Berlin" };

type Sold = { id: string; number: string; sequence: string; order: string; amount: string };

const readSold = async (email: string): Promise<Sold> => {
  const [row] = await owner<Sold[]>`
    select i.id, n.number, n.sequence::text, o.reference::text as order, (i.total_minor / 100.0)::numeric(12, 2)::text as amount
    from invoices i join invoice_numbers n on n.invoice_id = i.id join orders o on o.id = i.order_id
    join contacts c on c.account_id = i.account_id where c.email = ${email} order by i.id desc limit 1`;
  if (!row) throw new Error(`${email} has bought nothing.`);
  return row;
};

beforeAll(async () => {
  company = await openScenarioCompany("2026-11-14T09:00:00Z");
  owner = postgres(company.database.ownerUrl, { max: 1, onnotice: () => undefined });
  await buyInScenario(company, team, undefined, { ...mina, ...addressed });
  const [account] = await owner`select account_id from contacts where email = ${mina.email}`;
  await owner`insert into users (id, email, name, created_at) values ('usr_mina', ${mina.email}, ${mina.name}, now())`;
  await owner`insert into account_members values (${account?.account_id}, 'usr_mina', 'owner', now())`;
  await company.setNow("2026-11-16T09:00:00Z");
  await buyInScenario(company, oneSeat);
  await buyInScenario(company, oneSeat, undefined, { ...jana, email: "zoe@100percent.example", name: "Zoë Crème_Łuk" });
});

afterAll(async () => {
  await owner.end();
  await company.close();
});

describe("page C2 search", () => {
  it("page C2.1 finds an address whole, begun or mistyped on either side, and names without their accents", async () => {
    for (const text of [
      "mina@brightbarn.example",
      "MINA@Brightbarn.example",
      "mina@bright",
      "mina@",
      "@brightbarn.example",
      "brightbarn.example",
      "mina@brigthbarn.example",
      "mnia@brightbarn.example",
      "brightbarn",
      "Brigthbarn",
      "gmbh bright",
    ]) {
      expect((await ask(text)).sections[0]?.hits[0], text).toMatchObject({ title: "Brightbarn GmbH" });
    }
    const [close] = hitsIn(await ask("mina@brigthbarn.example"), "accounts");
    expect(close?.reasons).toEqual([{ kind: "close", value: "mina@brightbarn.example" }]);
    expect(await titles("mina okafor", "people")).toEqual(["Mina Okafor"]);
    for (const text of ["zoe creme_luk", "ZOË", "łuk", "creme_"]) {
      expect(await titles(text, "accounts"), text).toEqual(["Zoë Crème_Łuk"]);
    }
  });

  it("page C2.2 finds an invoice by its number with or without dashes, by its tail, and by its order", async () => {
    const { id, number, sequence, order } = await readSold(mina.email);
    const texts = [number, number.replaceAll("-", ""), number.toLowerCase(), number.replace(/^\w+-/, ""), sequence];
    for (const text of [...texts, number.replaceAll(/^\w+-|-/g, ""), `ORD-${order.padStart(6, "0")}`, id]) {
      const found = hitsIn(await ask(text), "invoices");
      expect(
        found.map((hit) => hit.id),
        text,
      ).toContain(id);
      expect(
        found.find((hit) => hit.id === id),
        text,
      ).toMatchObject({ label: number, href: `/console/invoices/${id}` });
    }
  });

  it("page C2.3 finds one payment by card, day and amount, and says why", async () => {
    const { amount } = await readSold(mina.email);
    for (const text of [
      `4242 2026-11-14 ${amount}`,
      `last4:4242 date:14 Nov amount:${amount}`,
      `${amount} 14 Nov 4242`,
    ]) {
      const found = await ask(text);
      expect(found.count, text).toBe(1);
      expect(hitsIn(found, "payments")[0], text).toMatchObject({
        title: "Brightbarn GmbH",
        reasons: [
          { kind: "card", last4: "4242", expiry: expect.stringMatching(/^\d\d\/\d\d$/) },
          { kind: "amount" },
          { kind: "day" },
        ],
        status: { object: "payment" },
        day: "2026-11-14",
      });
    }
    expect((await ask(`4242 2026-11-15 ${amount}`)).count).toBe(0);
    expect(await titles(`${amount.replace(".", ",")} brightbarn`, "invoices")).toEqual(["Brightbarn GmbH"]);
    expect(await titles("status:paid 14 Nov", "invoices")).toEqual(["Brightbarn GmbH"]);
    expect((await ask("status:overdue")).count).toBe(0);
    expect((await ask("status:active")).sections.map(({ group, count }) => [group, count])).toEqual([
      ["subscriptions", 3],
    ]);
  });

  it("page C2.4 finds what was written a moment ago", async () => {
    await buyInScenario(company, oneSeat, undefined, { ...jana, email: "new@quick.example", name: "Quinn Quick" });
    const { id, number } = await readSold("new@quick.example");
    expect(hitsIn(await ask(number), "invoices").map((hit) => hit.id)).toEqual([id]);
    expect(await titles("new@quick.example", "accounts")).toEqual(["Quinn Quick"]);
  });

  it("page C2.5 shows each reader only what they may read, and refuses who is no staff", async () => {
    const { number, amount } = await readSold(mina.email);
    for (const text of [number, amount, "4242", "status:paid", "mina@brightbarn.example"]) {
      for (const { group, hits } of (await ask(text, "catalog_admin")).sections) {
        expect(["accounts", "people", "subscriptions"]).toContain(group);
        for (const hit of hits) expect(hit.amount).toBeNull();
      }
      expect((await ask(text, "support_agent")).count, text).toBeGreaterThan(0);
    }
    const ctx = await company.context();
    const shopper: ServiceContext = { ...ctx, actor: { kind: "shopper", draftId: null } };
    await expect(search(shopper, { text: "x", limit: 8, zone: "Europe/Dublin" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("page C2 takes any text for a text, names what is nearest, and says what would narrow a long list", async () => {
    for (const text of [
      "'",
      '"',
      "%",
      "_",
      "\\",
      "100%",
      "a\0b",
      "{}",
      "}{",
      "'; drop table users; --",
      "x".repeat(10_000),
    ]) {
      expect((await ask(text)).isCut, text.slice(0, 40)).toBe(text.length > 200);
    }
    expect(await titles("_", "accounts")).toEqual(["Zoë Crème_Łuk"]);
    expect((await ask("%")).count).toBe(0);
    const { count, nearest } = await ask("Brigthbarn Limited");
    expect([count, nearest[0]?.title]).toEqual([0, "Brightbarn GmbH"]);

    await owner`insert into accounts (id, bucket, name, kind, country, time_zone, currency, tax_id_status, created_at)
      select 'acc_' || lpad(n::text, 26, '0'), 0, 'Studio ' || n, 'business', 'DE', 'Europe/Berlin', 'EUR', 'none', now()
      from generate_series(1, 1200) n`;
    const broad = await ask("studio");
    expect(broad.sections[0]).toMatchObject({ group: "accounts", count: 1_000 });
    expect(broad.narrowBy).toEqual(["amount", "day", "status"]);
    expect((await ask("studio 499.80")).count).toBe(0);
  });

  /** What `work` gives while nobody can read a table, for so long or until it is done. */
  const whileLocked = async <Found>(table: string, ms: number, work: () => Promise<Found>): Promise<Found> => {
    let done: Promise<Found> | null = null;
    await owner.begin(async (held) => {
      await held.unsafe(`lock table ${table} in access exclusive mode`);
      done = work();
      done.catch(() => undefined);
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, ms))]);
    });
    return done as unknown as Promise<Found>;
  };

  it("page C2 gives up after two seconds and says so; the moment that a typo may take binds nothing after it", async () => {
    const given = await whileLocked("invoices", 20_000, () => ask("49999.80"));
    expect([given.isTooSlow, given.count]).toEqual([true, 0]);
    const found = await whileLocked("subscriptions", 900, () => ask("mina@brigthbarn.example"));
    expect([found.isTooSlow, hitsIn(found, "accounts")[0]?.title]).toEqual([false, "Brightbarn GmbH"]);
  });
});

describe("page C2 search among 12,400 accounts and 31,000 people", () => {
  beforeAll(async () => {
    await owner.begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      const word = (n: string) =>
        tx.unsafe(`initcap(left(translate(md5((${n})::text), '0123456789', 'ghijklmnop'), 9))`);
      await tx`
        insert into accounts (id, bucket, name, kind, country, time_zone, currency, tax_id_status, created_at, activated_at)
        select 'acc_1' || lpad(n::text, 25, '0'), 0, ${word("n")} || ' ' || ${word("n % 90")}, 'business', 'DE',
          'Europe/Berlin', 'EUR', 'none', now(), now() from generate_series(1, 12400) n`;
      await tx`
        insert into contacts select (jsonb_populate_record(null::contacts, to_jsonb(c) || jsonb_build_object('id', 'con_1' || lpad(n::text, 25, '0'),
          'account_id', 'acc_1' || lpad(n::text, 25, '0'), 'name', ${word("n")},
          'email', lower(${word("n + 7")}) || '@' || lower(${word("n")}) || '.example'))).*
        from (select * from contacts order by id limit 1) c, generate_series(1, 12400) n`;
      await tx`
        insert into users (id, email, name, created_at)
        select 'usr_1' || lpad(n::text, 25, '0'), lower(${word("n + 3")}) || n || '@' || lower(${word("n % 12400")}) || '.example',
          ${word("n % 700")} || ' ' || ${word("n")}, now()
        from generate_series(1, 31000) n`;
      await tx`
        insert into account_members select 'acc_1' || lpad((1 + n % 12400)::text, 25, '0'),
          'usr_1' || lpad(n::text, 25, '0'), 'member', now() from generate_series(1, 31000) n`;
    });
    await owner`analyze`;
  }, 60_000);

  it("page C2.1 has the mistyped address first, and within 300 ms nineteen times of twenty", async () => {
    const took: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      const began = performance.now();
      const found = await ask("mina@brigthbarn.example");
      took.push(performance.now() - began);
      expect(found.sections[0]?.hits[0]).toMatchObject({ title: "Brightbarn GmbH" });
    }
    const [, nineteenth = Number.POSITIVE_INFINITY] = took.sort((a, b) => b - a);
    expect(nineteenth).toBeLessThan(300);
  });
});
