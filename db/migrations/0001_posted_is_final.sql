create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are final: % is refused. Correct them by new documents.', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare posted text;
begin
  foreach posted in array array[
    'audit_entries', 'invoice_lines', 'invoice_numbers', 'invoice_taxes', 'invoices', 'journal_entries',
    'ledger_seals', 'payment_applications', 'payment_transitions', 'postings', 'rendered_documents', 'revenue_schedules'
  ] loop
    execute format(
      'create trigger posted_is_final before update or delete or truncate on %I for each statement execute function refuse_change()',
      posted);
  end loop;
end $$;
--> statement-breakpoint
create function check_invoice_children() returns trigger language plpgsql as $$
begin
  if exists (
    select from added a left join invoices i on i.id = a.invoice_id and i.account_id = a.account_id where i.id is null
  ) then
    raise exception 'A row of % belongs to no invoice of its account.', tg_table_name using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger has_invoice after insert on invoice_lines referencing new table as added
  for each statement execute function check_invoice_children();
--> statement-breakpoint
create trigger has_invoice after insert on invoice_taxes referencing new table as added
  for each statement execute function check_invoice_children();
--> statement-breakpoint
create trigger has_invoice after insert on invoice_balances referencing new table as added
  for each statement execute function check_invoice_children();
--> statement-breakpoint
create function check_invoice_line_charges() returns trigger language plpgsql as $$
begin
  if exists (
    select from added a left join subscription_charges c on c.id = a.subscription_charge_id and c.account_id = a.account_id
    where a.subscription_charge_id is not null and c.id is null
  ) then
    raise exception 'An invoice line names a subscription charge that is not of its account.'
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger has_subscription_charge after insert on invoice_lines referencing new table as added
  for each statement execute function check_invoice_line_charges();
--> statement-breakpoint
create function check_numbered_invoices() returns trigger language plpgsql as $$
begin
  if exists (
    select from added n
    left join invoices i on i.id = n.invoice_id and i.account_id = n.account_id and i.seller_id = n.seller_id
    left join (
      select l.invoice_id, sum(l.net_minor) as net, sum(l.tax_minor) as tax
      from invoice_lines l where l.invoice_id in (select invoice_id from added) group by l.invoice_id
    ) lines on lines.invoice_id = n.invoice_id
    left join (
      select t.invoice_id, sum(t.tax_minor) as tax
      from invoice_taxes t where t.invoice_id in (select invoice_id from added) group by t.invoice_id
    ) taxes on taxes.invoice_id = n.invoice_id
    where i.id is null
      or i.subtotal_minor is distinct from lines.net
      or i.tax_minor is distinct from lines.tax
      or i.tax_minor is distinct from coalesce(taxes.tax, 0)
  ) then
    raise exception 'An invoice may get its number only when its lines and taxes add up to its totals.'
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger adds_up after insert on invoice_numbers referencing new table as added
  for each statement execute function check_numbered_invoices();
--> statement-breakpoint
create function check_postings() returns trigger language plpgsql as $$
begin
  if exists (
    select from added group by entry_id, currency having sum(amount_minor) <> 0 or count(*) < 2
  ) then
    raise exception 'The postings of a journal entry must sum to zero in each currency, and be two at least.'
      using errcode = 'check_violation';
  end if;
  if exists (
    select from added a
    left join journal_entries e on e.id = a.entry_id and e.seller_id = a.seller_id
      and e.account_id is not distinct from a.account_id and e.posted_on = a.posted_on
    left join ledger_accounts l on l.code = a.ledger_account
    where e.id is null or l.code is null
  ) then
    raise exception 'A posting belongs to no journal entry of its seller, account and day, or to no ledger account.'
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger balances after insert on postings referencing new table as added
  for each statement execute function check_postings();
--> statement-breakpoint
create function check_sealed_entries() returns trigger language plpgsql as $$
begin
  if exists (
    select from added s cross join unnest(s.entry_ids) as sealed(id)
    left join journal_entries e on e.id = sealed.id and e.seller_id = s.seller_id
    where e.id is null or not exists (select from postings p where p.entry_id = sealed.id)
  ) then
    raise exception 'A seal may name only booked journal entries of its seller.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger seals_booked_entries after insert on ledger_seals referencing new table as added
  for each statement execute function check_sealed_entries();
--> statement-breakpoint
create function check_revenue_schedules() returns trigger language plpgsql as $$
begin
  if exists (
    select from added s left join invoice_lines l on l.id = s.line_id and l.account_id = s.account_id where l.id is null
  ) then
    raise exception 'A revenue schedule belongs to no invoice line of its account.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger has_line after insert on revenue_schedules referencing new table as added
  for each statement execute function check_revenue_schedules();
--> statement-breakpoint
insert into business_clock (id, mode) values (1, 'system');
