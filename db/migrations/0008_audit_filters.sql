CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "audit_entries_day" ON "audit_entries" USING btree ("business_at");--> statement-breakpoint
CREATE INDEX "audit_entries_subjects" ON "audit_entries" USING gin ("subject_ids") WHERE cardinality("audit_entries"."subject_ids") <= 20;--> statement-breakpoint
CREATE INDEX "audit_entries_batches" ON "audit_entries" USING btree ("id") WHERE cardinality("audit_entries"."subject_ids") > 20;