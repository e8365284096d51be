CREATE INDEX "invoice_balances_size" ON "invoice_balances" USING btree ("balance_minor","invoice_id");--> statement-breakpoint
CREATE INDEX "invoices_listed" ON "invoices" USING btree ("issue_on","id","due_on","seller_id","currency","subtotal_minor","tax_minor","total_minor");--> statement-breakpoint
CREATE INDEX "journal_entries_day" ON "journal_entries" USING btree ("posted_on","id");