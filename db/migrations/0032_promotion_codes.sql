CREATE TABLE "coupon_uses" (
	"id" text PRIMARY KEY NOT NULL,
	"coupon_id" text NOT NULL,
	"order_id" text NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"given_back_at" timestamp with time zone,
	CONSTRAINT "coupon_uses_order" UNIQUE("coupon_id","order_id")
);
--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "is_code" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "lasts_months" integer;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "starts_on" date;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "uses_max" integer;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "rate_plan_keys" text[];--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "interval_unit" text;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "is_for_new_customers" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_uses" ADD CONSTRAINT "coupon_uses_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coupon_uses_held" ON "coupon_uses" USING btree ("coupon_id") WHERE "coupon_uses"."given_back_at" is null;--> statement-breakpoint
CREATE INDEX "coupon_uses_of_order" ON "coupon_uses" USING btree ("order_id");--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_code_is_percent" CHECK (not "coupons"."is_code" or "coupons"."kind" = 'percent');--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_limits" CHECK ("coupons"."uses_max" > 0 and "coupons"."lasts_months" > 0);