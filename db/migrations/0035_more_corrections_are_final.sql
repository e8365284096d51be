create trigger posted_is_final before update or delete or truncate on dispute_transitions
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on invoice_amendments
  for each statement execute function refuse_change();
