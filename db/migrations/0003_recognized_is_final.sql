create trigger posted_is_final before update or delete or truncate on revenue_recognitions
  for each statement execute function refuse_change();
--> statement-breakpoint
create function check_revenue_recognitions() returns trigger language plpgsql as $$
begin
  if exists (
    select from added r
    left join revenue_schedules s on s.line_id = r.line_id and s.account_id = r.account_id
      and s.seller_id = r.seller_id and s.currency = r.currency
    where s.line_id is null
  ) then
    raise exception 'Recognized revenue belongs to no revenue schedule of its account.'
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger has_schedule after insert on revenue_recognitions referencing new table as added
  for each statement execute function check_revenue_recognitions();
