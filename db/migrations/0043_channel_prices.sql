ALTER TABLE "prices" DROP CONSTRAINT "prices_once";--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_once" UNIQUE NULLS NOT DISTINCT("charge_id","currency","interval_unit","interval_count","region","segment","channel");--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_channel" CHECK ("prices"."channel" in ('online', 'sales'));