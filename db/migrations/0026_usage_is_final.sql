create trigger posted_is_final before update or delete or truncate on usage_events
  for each statement execute function refuse_change();
--> statement-breakpoint
create function refuse_change_of_used_meter() returns trigger language plpgsql as $$
begin
  if new is distinct from old and exists (select from usage_events where meter_id = old.id) then
    raise exception 'The meter % has events and is final. Make another one.', old.key
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger used_meter_is_final before update on meters
  for each row execute function refuse_change_of_used_meter();
