ALTER TABLE "charges" DROP COLUMN "model";--> statement-breakpoint
ALTER TABLE "prices" DROP COLUMN "amount";--> statement-breakpoint
ALTER TABLE "subscription_charges" DROP COLUMN "model";--> statement-breakpoint
ALTER TABLE "subscription_charges" DROP COLUMN "interval_unit";--> statement-breakpoint
ALTER TABLE "subscription_charges" DROP COLUMN "interval_count";--> statement-breakpoint
ALTER TABLE "subscription_charges" DROP COLUMN "unit_price";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "needs_rederivation";