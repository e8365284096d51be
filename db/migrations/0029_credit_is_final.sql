create trigger posted_is_final before update or delete or truncate on account_credit_movements
  for each statement execute function refuse_change();
--> statement-breakpoint
-- A company that was founded before gets the ledger accounts that are new.
insert into ledger_accounts (code, name, type)
select added.code, added.name, added.type
from (values ('account_credits', 'Account credits', 'liability'), ('promotion_expense', 'Promotion expense', 'expense'),
  ('bad_debt', 'Bad debt', 'expense')) as added(code, name, type)
where exists (select from ledger_accounts)
on conflict do nothing;
--> statement-breakpoint
-- A row that changes with each invoice is renewed in its page.
alter table account_credit_balances set (fillfactor = 80);
