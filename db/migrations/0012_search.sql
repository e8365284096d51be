CREATE UNIQUE INDEX "accounts_reference" ON "accounts" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "accounts_name_parts" ON "accounts" USING gin (fold_text("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "contacts_email" ON "contacts" USING btree (split_part(lower("email"), '@', 1) text_pattern_ops,split_part(lower("email"), '@', 2) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "contacts_email_domain" ON "contacts" USING btree (split_part(lower("email"), '@', 2) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "contacts_email_parts" ON "contacts" USING gin (split_part(lower("email"), '@', 1) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "invoice_numbers_tail" ON "invoice_numbers" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "invoices_total" ON "invoices" USING btree ("total_minor");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_reference" ON "orders" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "payment_methods_last4" ON "payment_methods" USING btree ("last4");--> statement-breakpoint
CREATE INDEX "payments_amount" ON "payments" USING btree ("amount_minor");--> statement-breakpoint
CREATE INDEX "payments_card" ON "payments" USING btree ("card_last4");--> statement-breakpoint
CREATE INDEX "payments_day" ON "payments" USING btree (coalesce("received_on", ("created_at" at time zone 'UTC')::date));--> statement-breakpoint
CREATE INDEX "payments_given_up" ON "payments" USING btree ("state") WHERE "payments"."state" in ('failed','canceled');--> statement-breakpoint
CREATE INDEX "users_email_local" ON "users" USING btree (split_part(lower("email"), '@', 1) text_pattern_ops,split_part(lower("email"), '@', 2) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_email_domain" ON "users" USING btree (split_part(lower("email"), '@', 2) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_email_parts" ON "users" USING gin (split_part(lower("email"), '@', 1) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_name_parts" ON "users" USING gin (fold_text("name") gin_trgm_ops);