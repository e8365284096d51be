import { type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "@/server/platform";

type Row = Record<string, unknown>;

export const rowsOf = async (ctx: ServiceContext, query: SQL): Promise<Row[]> => [...(await ctx.db.execute(query))];

/** Ledger sums by seller, currency and ledger account, with debits positive. */
export const ledgerSums = sql`
  select s.key as seller, p.currency, p.ledger_account, sum(p.amount_minor)::text as minor, count(distinct p.entry_id)::int as entries
  from postings p join sellers s on s.id = p.seller_id group by 1, 2, 3`;

/** What the documents say of the same, each with the sign of its ledger account. */
export const documentSums = sql`
  with by_document as (
    select seller_id, currency, 'receivable' as equation, total_minor as minor from invoices
    union all select seller_id, currency, 'receivable', -amount_minor from payment_applications
    union all select seller_id, currency, 'receivable', amount_minor from account_credit_movements where kind not in ('granted', 'prepaid', 'overpayment', 'expired')
    union all select seller_id, currency, 'receivable', amount_minor from application_reversals
    union all select seller_id, currency, 'receivable', -total_minor from credit_notes
    union all select seller_id, currency, 'receivable', -total_minor from invoice_voids
    union all select seller_id, currency, 'receivable', -amount_minor from write_offs
    union all select seller_id, currency, 'bad_debt', amount_minor - tax_relief_minor from write_offs
    union all select seller_id, currency, 'cash_clearing', -amount_minor from refunds where state = 'succeeded' and amount_minor <> 0
    union all select seller_id, currency, 'cash_clearing', -amount_minor from disputes where state <> 'won'
    union all select seller_id, currency, 'disputes', amount_minor from disputes where state = 'open'
    union all select seller_id, currency, 'bad_debt', amount_minor from disputes where state = 'lost'
    union all select seller_id, currency, 'account_credits', -amount_minor from account_credit_movements
    union all select seller_id, currency, 'promotion_expense', amount_minor from account_credit_movements where kind = 'granted'
    union all select seller_id, currency, 'breakage', amount_minor from account_credit_movements where kind = 'expired'
    union all select seller_id, currency, 'unapplied_payments', amount_minor from account_credit_movements where kind in ('overpayment', 'prepaid')
    union all select seller_id, currency, 'cash_clearing', amount_minor from payments where state in ('succeeded', 'settled')
    union all select seller_id, currency, 'unapplied_payments', -amount_minor from payments where state in ('succeeded', 'settled')
    union all select seller_id, currency, 'unapplied_payments', amount_minor from payment_applications
    union all select seller_id, currency, 'deferred_revenue', -amount_minor from revenue_schedules
    union all select seller_id, currency, 'deferred_revenue', amount_minor from revenue_recognitions
    union all select seller_id, currency, 'revenue', -amount_minor from revenue_recognitions
    union all select i.seller_id, i.currency, 'revenue', -l.net_minor from invoice_lines l join invoices i on i.id = l.invoice_id
    union all select c.seller_id, c.currency, 'revenue', l.net_minor from credit_note_lines l join credit_notes c on c.id = l.credit_note_id
    union all select v.seller_id, v.currency, 'revenue', l.net_minor from invoice_lines l join invoice_voids v on v.invoice_id = l.invoice_id
    union all select seller_id, currency, 'revenue', amount_minor from revenue_schedules
    union all select i.seller_id, i.currency, 'tax_payable', -t.tax_minor from invoice_taxes t join invoices i on i.id = t.invoice_id
    union all select c.seller_id, c.currency, 'tax_payable', t.tax_minor from credit_note_taxes t join credit_notes c on c.id = t.credit_note_id
    union all select v.seller_id, v.currency, 'tax_payable', t.tax_minor from invoice_taxes t join invoice_voids v on v.invoice_id = t.invoice_id
    union all select seller_id, currency, 'tax_payable', tax_relief_minor from write_offs
  )
  select s.key as seller, d.currency, d.equation, sum(d.minor)::text as minor, count(*)::int as documents
  from by_document d join sellers s on s.id = d.seller_id group by 1, 2, 3`;

export const unbalancedEntries = sql`
  select e.id from journal_entries e left join postings p on p.entry_id = e.id
  group by e.id, p.currency having coalesce(sum(p.amount_minor), 0) <> 0 or count(p.entry_id) < 2`;

export const invoicesNotAddingUp = sql`
  select i.id from invoices i
  left join (select invoice_id, sum(net_minor) as net, sum(tax_minor) as tax from invoice_lines group by 1) l on l.invoice_id = i.id
  left join (select invoice_id, sum(tax_minor) as tax from invoice_taxes group by 1) t on t.invoice_id = i.id
  left join (
    select e.source_id, sum(p.amount_minor) as receivable from journal_entries e join postings p on p.entry_id = e.id
    where e.source_kind = 'invoice' and p.ledger_account = 'accounts_receivable' group by 1
  ) r on r.source_id = i.id
  where i.subtotal_minor is distinct from l.net or i.tax_minor is distinct from l.tax
     or i.tax_minor is distinct from coalesce(t.tax, 0) or i.total_minor is distinct from coalesce(r.receivable, 0)
     or i.total_minor <> i.subtotal_minor + i.tax_minor`;

export const seriesWithGaps = sql`
  select seller_id || ' ' || series || ' ' || year as id
  from (
    select seller_id, series, year, sequence from invoice_numbers
    union all select seller_id, series, year, sequence from credit_note_numbers
  ) n
  group by seller_id, series, year
  having min(sequence) <> 1 or max(sequence) <> count(*) or count(distinct sequence) <> count(*)
  union all select i.id from invoices i left join invoice_numbers n on n.invoice_id = i.id where n.invoice_id is null
  union all select c.id from credit_notes c left join credit_note_numbers n on n.credit_note_id = c.id where n.credit_note_id is null`;

/** A note is its lines, its lines' tax is its taxes, and it is booked with them. */
export const notesNotAddingUp = sql`
  select c.id from credit_notes c
  left join (select credit_note_id, sum(net_minor) as net, sum(tax_minor) as tax from credit_note_lines group by 1) l on l.credit_note_id = c.id
  left join (select credit_note_id, sum(tax_minor) as tax from credit_note_taxes group by 1) t on t.credit_note_id = c.id
  where (c.net_minor, c.tax_minor) is distinct from (l.net, l.tax) or c.tax_minor is distinct from coalesce(t.tax, 0)`;

/**
 * Every posted document has one entry, none where it comes to nothing, and stands in one event; every entry has its
 * document; a debit note says to which invoice it adds, and what replaces an invoice, one that was voided.
 */
export const documentsWithoutPartner = sql`
  with documents as (
    select id, 'invoice' as kind, 'invoices/invoice.posted' as event, total_minor <> 0 as is_booked from invoices
    union all select id, 'payment', 'payments/payment.succeeded', amount_minor <> 0 from payments where state in ('succeeded', 'settled')
    union all select id, 'account_credit', 'credits/account-credit.moved', true from account_credit_movements
    union all select id, 'credit_note', 'corrections/credit-note.posted', true from credit_notes
    union all select id, 'void', 'corrections/invoice.voided', true from invoice_voids
    union all select id, 'write_off', 'corrections/invoice.written-off', true from write_offs
    union all select id, 'refund', 'corrections/refund.succeeded', amount_minor <> 0 from refunds where state = 'succeeded'
    union all select id, 'dispute', 'payments/dispute.opened', true from disputes
    union all select id, 'dispute_decision', 'payments/dispute.decided', true from disputes where state <> 'open'
    union all select distinct recognition_id, 'recognition', 'revenue/revenue.recognized', true from revenue_recognitions
  ),
  entries as (select source_kind as kind, source_id as id, count(*) as n from journal_entries group by 1, 2),
  events as (select b.name as event, u.id, count(*) as n from outbox_batches b cross join unnest(b.ids) as u(id) group by 1, 2)
  select d.id from documents d
    left join entries e on e.kind = d.kind and e.id = d.id
    left join events v on v.event = d.event and v.id = d.id
    where coalesce(e.n, 0) > 1 or coalesce(e.n, 0) < 1 and d.is_booked or coalesce(v.n, 0) <> 1
  union all select e.id from entries e left join documents d on d.kind = e.kind and d.id = e.id where d.id is null
  union all select i.id from invoices i
    join invoice_numbers n on n.invoice_id = i.id
    join sellers s on s.id = i.seller_id
    left join invoice_amendments a on a.document_id = i.id and a.account_id = i.account_id
    left join invoice_voids v on v.invoice_id = a.invoice_id
    where (n.series = s.debit_note_series) is distinct from coalesce(a.kind = 'debit_note', false)
      or a.kind = 'replacement' and v.id is null
  union all select a.document_id from invoice_amendments a left join invoices i on i.id = a.document_id where i.id is null`;

export const balancesOff = sql`
  select coalesce(i.id, b.invoice_id) as id from invoices i
  full join invoice_balances b on b.invoice_id = i.id
  left join (select invoice_id, sum(amount_minor) as paid from payment_applications group by 1) a on a.invoice_id = i.id
  left join (
    select invoice_id, sum(amount_minor) as moved, -sum(amount_minor) filter (where kind = 'applied') as applied
    from account_credit_movements where invoice_id is not null group by 1) m on m.invoice_id = i.id
  left join (select invoice_id, sum(amount_minor) as reversed from application_reversals group by 1) r on r.invoice_id = i.id
  left join (select invoice_id, sum(total_minor) as credited from credit_notes group by 1) c on c.invoice_id = i.id
  left join (select invoice_id, sum(amount_minor) as given_up from write_offs group by 1) w on w.invoice_id = i.id
  left join invoice_voids v on v.invoice_id = i.id
  where b.balance_minor is distinct from i.total_minor - coalesce(a.paid, 0) + coalesce(r.reversed, 0) + coalesce(m.moved, 0)
       - coalesce(c.credited, 0) - coalesce(w.given_up, 0) - coalesce(v.total_minor, 0)
     or (b.closed_as is not distinct from 'voided') is distinct from (v.id is not null)
     or b.closed_as = 'written_off' and w.given_up is null or b.closed_as = 'credited' and c.credited is null
     or i.credit_applied_minor is distinct from coalesce(m.applied, 0)
  union all
  select concat_ws(' ', account_id, seller_id, currency) from account_credit_balances b
  full join (
    select account_id, seller_id, currency, sum(amount_minor) as held from account_credit_movements group by 1, 2, 3) m
    using (account_id, seller_id, currency)
  where coalesce(b.balance_minor, 0) <> coalesce(m.held, 0)`;

/** Each grant is what opened it, its movements are its own, and what is left of it is their sum. */
export const grantsOff = sql`
  select coalesce(g.id, m.grant_id) as id from account_credit_grants g
  full join account_credit_grant_balances b on b.grant_id = g.id
  full join (
    select grant_id, sum(amount_minor) as remaining,
      sum(amount_minor) filter (where kind not in ('applied', 'returned', 'expired')) as opened,
      min(concat_ws(' ', account_id, seller_id, currency)) as first_place,
      max(concat_ws(' ', account_id, seller_id, currency)) as last_place
    from account_credit_movements group by 1) m on m.grant_id = g.id
  where b.remaining_minor is distinct from m.remaining or g.amount_minor is distinct from m.opened
     or b.remaining_minor not between 0 and g.amount_minor
     or (b.account_id, b.expires_on) is distinct from (g.account_id, g.expires_on)
     or concat_ws(' ', g.account_id, g.seller_id, g.currency) not in (m.first_place, m.last_place)
     or m.first_place <> m.last_place`;

/** Sums kept beside the rows they are sums of: each place where they differ. */
export const sumsOff = sql`
  with of_ledger as (
    select seller_id, currency, ledger_account, posted_on, sum(debit_minor) as debit, sum(credit_minor) as credit,
      sum(posting_count) as lines
    from ledger_sums group by 1, 2, 3, 4),
  booked as (
    select seller_id, currency, ledger_account, posted_on, sum(greatest(amount_minor, 0)) as debit,
      -sum(least(amount_minor, 0)) as credit, count(*) as lines
    from postings group by 1, 2, 3, 4),
  of_invoices as (
    select seller_id, currency, issue_on, sum(subtotal_minor) as net, sum(tax_minor) as tax, sum(total_minor) as total,
      sum(invoice_count) as invoices
    from invoice_sums group by 1, 2, 3),
  posted as (
    select seller_id, currency, issue_on, sum(subtotal_minor) as net, sum(tax_minor) as tax, sum(total_minor) as total,
      count(*) as invoices
    from invoices group by 1, 2, 3)
  select concat_ws(' ', seller_id, currency, ledger_account, posted_on) as id
  from of_ledger s full join booked b using (seller_id, currency, ledger_account, posted_on)
  where (s.debit, s.credit, s.lines) is distinct from (b.debit, b.credit, b.lines)
  union all
  select concat_ws(' ', seller_id, currency, issue_on) as id
  from of_invoices s full join posted p using (seller_id, currency, issue_on)
  where (s.net, s.tax, s.total, s.invoices) is distinct from (p.net, p.tax, p.total, p.invoices)`;

export const counts = sql`
  select (select count(*)::int from invoices) as documents,
         (select count(*)::int from journal_entries) as entries,
         (select count(*)::int from payments where state in ('succeeded', 'settled')) as payments,
         (select count(*)::int from invoice_lines) as lines,
         (select count(*)::int from invoice_balances) as balances,
         (select count(*)::int from account_credit_grants) as grants`;

export const linesToReevaluate = sql`
  select l.id, l.invoice_id, l.kind, l.charge_id, i.currency, l.derivation, l.net_minor::text as net_minor,
         l.tax_minor::text as tax_minor, l.quantity::text as quantity, l.service_start_on::text as start_on,
         l.service_end_on::text as end_on, i.promise_hash
  from invoice_lines l join invoices i on i.id = l.invoice_id order by l.invoice_id, l.position`;

export const succeededPayments = sql`
  select p.id, p.gateway_charge_id, p.amount_minor::text as amount_minor, p.currency,
    (select coalesce(sum(r.amount_minor), 0)::text from refunds r where r.payment_id = p.id and r.state = 'succeeded') as refunded,
    (select coalesce(sum(d.amount_minor), 0)::text from disputes d where d.payment_id = p.id and d.state <> 'won') as disputed
  from payments p where p.state in ('succeeded', 'settled') and p.gateway <> 'external'`;

export const sealsInOrder = sql`
  select seller_id, sequence::text as sequence, entry_ids, entries_hash, previous_hash, hash from ledger_seals s order by s.seller_id, s.sequence`;

export const unsealedEntries = sql`
  select e.id from journal_entries e left join (select unnest(entry_ids) as id from ledger_seals) s on s.id = e.id where s.id is null`;

export const allPostings = sql`
  select entry_id, position, ledger_account, detail, amount_minor::text as amount_minor, currency, posted_on::text as posted_on
  from postings order by entry_id, position`;
