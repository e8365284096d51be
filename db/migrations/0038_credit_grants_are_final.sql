create trigger posted_is_final before update or delete or truncate on account_credit_grants
  for each statement execute function refuse_change();
--> statement-breakpoint
-- A company that was founded before gets the ledger account that is new.
insert into ledger_accounts (code, name, type)
select 'breakage', 'Breakage', 'revenue' where exists (select from ledger_accounts)
on conflict do nothing;
--> statement-breakpoint
-- A row that changes with each invoice is renewed in its page.
alter table account_credit_grant_balances set (fillfactor = 80);
