ALTER TABLE "charges" ADD COLUMN "rollover" jsonb;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "rollover" jsonb;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "carried" jsonb;