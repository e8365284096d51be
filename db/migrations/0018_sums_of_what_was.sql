insert into ledger_sums (seller_id, currency, ledger_account, posted_on, debit_minor, credit_minor, posting_count)
select seller_id, currency, ledger_account, posted_on, sum(greatest(amount_minor, 0)), -sum(least(amount_minor, 0)), count(*)
from postings group by 1, 2, 3, 4;
--> statement-breakpoint
insert into invoice_sums (seller_id, currency, issue_on, subtotal_minor, tax_minor, total_minor, invoice_count)
select seller_id, currency, issue_on, sum(subtotal_minor), sum(tax_minor), sum(total_minor), count(*)
from invoices group by 1, 2, 3;
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on ledger_sums
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on invoice_sums
  for each statement execute function refuse_change();
