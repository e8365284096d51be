create trigger posted_is_final before update or delete or truncate on application_reversals
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on credit_notes
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on credit_note_lines
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on credit_note_numbers
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on credit_note_taxes
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on invoice_voids
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on refund_transitions
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on write_offs
  for each statement execute function refuse_change();
--> statement-breakpoint
-- What a credit note or a void takes back has a schedule of its own, beside that of the line.
create or replace function check_revenue_schedules() returns trigger language plpgsql as $$
begin
  if exists (
    select from added s left join invoice_lines l on l.id = s.line_id and l.account_id = s.account_id
    where l.id is null
      and not exists (select from credit_note_lines c where c.id = s.line_id and c.account_id = s.account_id)
      and not exists (select from invoice_voids v where v.id = s.document_id and v.account_id = s.account_id)
  ) then
    raise exception 'A revenue schedule belongs to no invoice line of its account.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
