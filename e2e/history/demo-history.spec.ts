import { database } from "../fixtures/database";
import { expect, test } from "../fixtures/test";

/** Whoever the tests sell to joins on the demo's own day; the history is of those who came before. */
const demoDay = "2026-11-16";

test.describe("the demo's eighteen months", () => {
  test("its invoices by currency, and those that are open, by name", async () => {
    const byCurrency = await database()`
      select i.currency, count(*)::int as invoices, sum(i.total_minor)::text as total
      from invoices i join accounts a on a.id = i.account_id
      where i.issue_on < ${demoDay} and a.created_at < ${demoDay} group by i.currency order by i.currency`;
    expect([...byCurrency]).toEqual([
      { currency: "EUR", invoices: 1020, total: "109777702" },
      { currency: "GBP", invoices: 161, total: "13176240" },
      { currency: "JPY", invoices: 141, total: "15390650" },
      { currency: "USD", invoices: 1123, total: "100479300" },
    ]);
    const open = await database()`
      select a.name, b.balance_minor::text as balance, b.due_on::text as due_on
      from invoice_balances b join invoices i on i.id = b.invoice_id join accounts a on a.id = i.account_id
      where b.balance_minor > 0 and i.issue_on < ${demoDay} and a.created_at < ${demoDay} order by b.due_on`;
    expect([...open]).toEqual([
      { name: "Tall Pine Castillo Clinic", balance: "6000", due_on: "2026-11-12" },
      { name: "Kiln & Oak", balance: "43197", due_on: "2026-11-14" },
      { name: "Hôpital Saint-Éloi", balance: "260000", due_on: "2026-12-02" },
      { name: "Hôpital Saint-Éloi", balance: "260000", due_on: "2027-01-02" },
    ]);
  });

  test("its payments and subscriptions by currency and status", async () => {
    const payments = await database()`
      select p.currency, p.state, count(*)::int as count
      from payments p join accounts a on a.id = p.account_id
      where p.created_at < ${demoDay} and a.created_at < ${demoDay}
      group by p.currency, p.state order by p.currency, p.state`;
    expect([...payments]).toEqual([
      { currency: "EUR", state: "failed", count: 1 },
      { currency: "EUR", state: "succeeded", count: 1017 },
      { currency: "GBP", state: "succeeded", count: 161 },
      { currency: "JPY", state: "succeeded", count: 141 },
      { currency: "USD", state: "failed", count: 69 },
      { currency: "USD", state: "succeeded", count: 1122 },
    ]);
    const subscriptions = await database()`
      select s.currency, s.status, count(*)::int as count
      from subscriptions s join accounts a on a.id = s.account_id
      where s.start_on < ${demoDay} and a.created_at < ${demoDay}
      group by s.currency, s.status order by s.currency, s.status`;
    expect([...subscriptions]).toEqual([
      { currency: "EUR", status: "active", count: 131 },
      { currency: "EUR", status: "expired", count: 5 },
      { currency: "GBP", status: "active", count: 23 },
      { currency: "JPY", status: "active", count: 13 },
      { currency: "JPY", status: "expired", count: 1 },
      { currency: "USD", status: "active", count: 135 },
      { currency: "USD", status: "expired", count: 6 },
    ]);
  });

  test("its accounts: 240 invoices of one, a card that declines, an older version, sixty days to pay", async () => {
    const known = await database()`
      select a.name, a.currency, a.net_days, count(distinct i.id)::int as invoices,
        max(m.last4) as last4, min(rp.version)::int as oldest_version
      from accounts a
      join invoices i on i.account_id = a.id and i.issue_on <= ${demoDay}
      join payment_methods m on m.account_id = a.id
      join subscriptions s on s.account_id = a.id
      join subscription_charges c on c.subscription_id = s.id
      join rate_plans rp on rp.id = c.rate_plan_id
      where a.created_at < ${demoDay} and a.name = any(${[
        "Brightbarn GmbH",
        "Fietsgoed B.V.",
        "Heritage Press Ltd",
        "Hôpital Saint-Éloi",
        "Kiln & Oak",
        "Lindenhof Praxis",
        "Northgate Clinics",
        "O'Malley & Sons",
        "Sakura Dental",
      ]})
      group by a.id order by a.name collate "C"`;
    expect(known.map((row) => Object.values(row).join(" | "))).toEqual([
      "Brightbarn GmbH | EUR | 0 | 1 | 4242 | 2",
      "Fietsgoed B.V. | EUR | 0 | 9 | 4444 | 2",
      "Heritage Press Ltd | EUR | 0 | 18 | 4242 | 1",
      "Hôpital Saint-Éloi | EUR | 60 | 10 | 4242 | 1",
      "Kiln & Oak | EUR | 0 | 2 | 0341 | 2",
      "Lindenhof Praxis | EUR | 0 | 14 | 4242 | 1",
      "Northgate Clinics | USD | 0 | 240 | 4242 | 1",
      "O'Malley & Sons | GBP | 0 | 18 | 0005 | 2",
      "Sakura Dental | JPY | 0 | 13 | 4242 | 1",
    ]);
  });

  test("nothing of it is left to do, and its last thirty days are in the mail", async () => {
    const [left] = await database()`
      select
        (select count(*)::int from payments
          where created_at < ${demoDay} and state not in ('succeeded', 'settled', 'failed')) as payments,
        (select count(*)::int from mails where created_at < ${demoDay} and sent_at is null) as mails,
        (select count(*)::int from invoices i
          where i.issue_on between date '2026-10-17' and date '2026-11-15' and i.order_id is null
            and not exists (select 1 from mails m where m.natural_key = 'invoice:' || i.id)) as untold`;
    expect(left).toEqual({ payments: 0, mails: 0, untold: 0 });
  });
});
