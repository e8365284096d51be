ALTER TABLE "charges" ADD COLUMN "proration" text;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "per_unit" text;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "per_count" integer;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "options" jsonb;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "options" jsonb;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_per" CHECK (("prices"."per_unit" is null) = ("prices"."per_count" is null));