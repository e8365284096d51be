CREATE TABLE "coupons" (
	"id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"value" numeric(24, 12) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "coupons_key" UNIQUE("seller_id","key"),
	CONSTRAINT "coupons_value" CHECK ("coupons"."value" >= 0 and ("coupons"."kind" <> 'percent' or "coupons"."value" <= 100))
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "is_collection" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "is_followed_up" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "is_past_due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payments_to_follow_up" ON "payments" USING btree ("seller_id","id") WHERE "payments"."state" = 'failed' and "payments"."is_collection" and not "payments"."is_followed_up";--> statement-breakpoint
CREATE INDEX "payments_failed_collections" ON "payments" USING btree ("purpose_id") WHERE "payments"."state" = 'failed' and "payments"."is_collection";--> statement-breakpoint
CREATE INDEX "subscriptions_in_dunning" ON "subscriptions" USING btree ("seller_id","account_id") WHERE "subscriptions"."is_past_due" or "subscriptions"."status" = 'suspended';