ALTER TABLE "accounts" ADD COLUMN "billing_day" smallint;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "stated_tax_percent" numeric(24, 12);--> statement-breakpoint
ALTER TABLE "sellers" ADD COLUMN "policy_id" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_billing_day" CHECK ("accounts"."billing_day" between 1 and 31);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_stated_tax" CHECK ("accounts"."stated_tax_percent" >= 0);