CREATE TABLE "coupon_amounts" (
	"coupon_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "coupon_amounts_once" PRIMARY KEY("coupon_id","currency"),
	CONSTRAINT "coupon_amounts_positive" CHECK ("coupon_amounts"."amount_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "coupons" DROP CONSTRAINT "coupons_code_is_percent";--> statement-breakpoint
ALTER TABLE "coupons" DROP CONSTRAINT "coupons_value";--> statement-breakpoint
ALTER TABLE "coupons" ALTER COLUMN "value" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "trial_days" integer;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "added_trial_days" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_amounts" ADD CONSTRAINT "coupon_amounts_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- An amount was taken in whatever currency its seller was asked for: it keeps each of them.
INSERT INTO "coupon_amounts" ("coupon_id", "currency", "amount_minor")
SELECT "coupons"."id", "currency", round("coupons"."value")::bigint
FROM "coupons"
JOIN "sellers" ON "sellers"."id" = "coupons"."seller_id"
CROSS JOIN LATERAL unnest("sellers"."currencies") AS "currency"
WHERE "coupons"."kind" = 'amount';--> statement-breakpoint
UPDATE "coupons" SET "value" = NULL WHERE "kind" = 'amount';--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_percent" CHECK (("coupons"."kind" = 'percent') = ("coupons"."value" is not null) and "coupons"."value" between 0 and 100);--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_trial" CHECK (("coupons"."kind" = 'trial') = ("coupons"."trial_days" is not null) and "coupons"."trial_days" >= 1);--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_added_trial" CHECK ("subscriptions"."added_trial_days" >= 0);--> statement-breakpoint
CREATE TABLE "price_regions" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"countries" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "prices" DROP CONSTRAINT "prices_once";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "segment" text;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "countries" text[];--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "segment" text;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_once" UNIQUE NULLS NOT DISTINCT("charge_id","currency","interval_unit","interval_count","region","segment");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_segment" CHECK ("accounts"."segment" ~ '^[a-z][a-z0-9-]{1,39}$');--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_region" CHECK (("prices"."region" is null) = ("prices"."countries" is null));
