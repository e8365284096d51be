CREATE INDEX "accounts_listed" ON "accounts" USING btree ("id","country","currency") WHERE "accounts"."activated_at" is not null;--> statement-breakpoint
CREATE INDEX "accounts_named" ON "accounts" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "accounts_country" ON "accounts" USING btree ("country","activated_at","id");--> statement-breakpoint
CREATE INDEX "subscriptions_not_active" ON "subscriptions" USING btree ("account_id") WHERE "subscriptions"."status" <> 'active';