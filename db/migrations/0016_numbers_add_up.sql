-- The counter of a series waits for this check, so each invoice is looked up by its key: joined as sets, the planner
-- reads whole tables as soon as they have grown within one transaction.
create or replace function check_numbered_invoices() returns trigger language plpgsql as $$
begin
  if exists (
    select from added n
    left join lateral (
      select i.subtotal_minor, i.tax_minor from invoices i
      where i.id = n.invoice_id and i.account_id = n.account_id and i.seller_id = n.seller_id
      limit 1
    ) invoice on true
    left join lateral (
      select sum(l.net_minor) as net, sum(l.tax_minor) as tax from invoice_lines l where l.invoice_id = n.invoice_id
    ) lines on true
    left join lateral (
      select sum(t.tax_minor) as tax from invoice_taxes t where t.invoice_id = n.invoice_id
    ) taxes on true
    where invoice.subtotal_minor is null
      or invoice.subtotal_minor is distinct from lines.net
      or invoice.tax_minor is distinct from lines.tax
      or invoice.tax_minor is distinct from coalesce(taxes.tax, 0)
  ) then
    raise exception 'An invoice may get its number only when its lines and taxes add up to its totals.'
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Each bill run moves every charge on: with room left in its page a row is renewed without touching an index.
alter table subscription_charges set (fillfactor = 70);
--> statement-breakpoint
alter table invoice_balances set (fillfactor = 80);
