CREATE TABLE "service_ends" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "service_ends_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"service_no" integer NOT NULL,
	"ends_on" date NOT NULL,
	"ends_at" timestamp with time zone,
	"credited_minor" bigint NOT NULL,
	CONSTRAINT "service_ends_credited" CHECK ("service_ends"."credited_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "waiting_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"subscription_id" text,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "waiting_lines_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"waits_for" text NOT NULL,
	"line" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"order_id" text,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"takes_on" date NOT NULL,
	"takes_at" timestamp with time zone,
	"state" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "subscription_changes_position" UNIQUE("subscription_id","position")
);
--> statement-breakpoint
ALTER TABLE "prices" DROP CONSTRAINT "prices_not_negative";--> statement-breakpoint
DROP INDEX "invoice_lines_period_billed_once";--> statement-breakpoint
DROP INDEX "subscriptions_ending";--> statement-breakpoint
DROP INDEX "subscriptions_due";--> statement-breakpoint
ALTER TABLE "invoice_lines" ALTER COLUMN "unit_price" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_charges" ALTER COLUMN "quantity" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "follows_quantity" boolean;--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "included" numeric(24, 12) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "meter_key" text;--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "meter_aggregation" text;--> statement-breakpoint
ALTER TABLE "prices" ADD COLUMN "price" jsonb;--> statement-breakpoint
ALTER TABLE "rate_plans" ADD COLUMN "trial_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rate_plans" ADD COLUMN "terms" integer;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "service_no" integer;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "credits_no" integer;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "rebilled" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "price" jsonb;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "included" numeric(24, 12) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "meter_key" text;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD COLUMN "meter_aggregation" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "plan_key" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "interval_unit" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "interval_count" integer;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "quantity" numeric(24, 12);--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "paid_from_on" date;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "paid_from_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "runs_from_on" date;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "runs_from_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "runs_by" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "turned_on" date;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "turned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "billing_day" smallint;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "alignment" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "anchor_day" smallint;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "next_grid" jsonb;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "coupons" jsonb;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "overrides" jsonb;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "settled_through_on" date;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "settled_through_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "line_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
update billing_policies set conventions = '{"service": {"proration": {"basis": "actual", "fixedMonthDays": 30}, "rounding": "half_away_from_zero", "alignment": "anniversary", "credits": "prorate", "changeDay": "new", "intervalChange": "restart", "rebase": false, "pause": "credit"}, "documents": {"taxLevel": "document", "ordersBilled": "with_order", "changesBilled": "now", "belowZero": "wait", "zeroTotals": "none", "voiding": "nothing"}, "collection": {"mode": "automatic", "retryDelays": [], "finalAction": "keep"}}'::jsonb;
--> statement-breakpoint
update charges set follows_quantity = (model = 'per_unit');
--> statement-breakpoint
update prices p set price = jsonb_build_object('model', c.model, 'price', trim_scale(p.amount)::text) from charges c where c.id = p.charge_id;
--> statement-breakpoint
update subscription_charges set price = jsonb_build_object('model', model, 'price', trim_scale(unit_price)::text);
--> statement-breakpoint
update subscriptions s set
  plan_key = coalesce(c.plan_key, ''), interval_unit = coalesce(c.interval_unit, 'month'), interval_count = coalesce(c.interval_count, 1),
  quantity = coalesce(c.quantity, 1), paid_from_on = s.start_on, runs_from_on = s.start_on, runs_by = 'start',
  alignment = 'anniversary', settled_through_on = s.start_on,
  line_count = (select count(*) from invoice_lines l where l.subscription_id = s.id)
from subscriptions o left join (
  select subscription_id, string_agg(distinct rate_plan_id, ' ') as plan_key, max(interval_unit) as interval_unit,
    max(interval_count) as interval_count, (array_agg(quantity order by position))[1] as quantity
  from subscription_charges where superseded_at is null group by 1) c on c.subscription_id = o.id
where o.id = s.id;
--> statement-breakpoint
update subscription_charges c set quantity = null from charges k join rate_plans r on r.id = k.rate_plan_id
where k.id = c.charge_id and k.follows_quantity and not r.is_add_on;
--> statement-breakpoint
update subscriptions set bill_at = coalesce(bill_at, end_on::timestamp at time zone time_zone) where status = 'active';
--> statement-breakpoint
alter table invoice_lines disable trigger user;
--> statement-breakpoint
update invoice_lines l set service_no = n.no from (
  select id, row_number() over (partition by subscription_id order by service_start_on, invoice_id, position) - 1 as no
  from invoice_lines where subscription_id is not null) n where n.id = l.id;
--> statement-breakpoint
alter table invoice_lines enable trigger user;
--> statement-breakpoint
ALTER TABLE "charges" ALTER COLUMN "follows_quantity" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "prices" ALTER COLUMN "price" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscription_charges" ALTER COLUMN "price" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "plan_key" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "interval_unit" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "interval_count" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "quantity" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "paid_from_on" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "runs_from_on" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "runs_by" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "alignment" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "subscriptions" ALTER COLUMN "settled_through_on" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "waiting_lines" ADD CONSTRAINT "waiting_lines_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_lines" ADD CONSTRAINT "waiting_lines_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_changes" ADD CONSTRAINT "subscription_changes_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_ends_line" ON "service_ends" USING btree ("subscription_id","service_no");--> statement-breakpoint
CREATE INDEX "waiting_lines_account" ON "waiting_lines" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "waiting_lines_run" ON "waiting_lines" USING btree ("seller_id","account_id") WHERE "waiting_lines"."waits_for" = 'run';--> statement-breakpoint
CREATE INDEX "waiting_lines_subscription" ON "waiting_lines" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "subscription_changes_waiting" ON "subscription_changes" USING btree ("subscription_id") WHERE "subscription_changes"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_lines_billed_once" ON "invoice_lines" USING btree ("subscription_id","service_no","rebilled") WHERE "invoice_lines"."service_no" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("seller_id","bill_at","bucket","id") WHERE "subscriptions"."bill_at" is not null;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD CONSTRAINT "subscription_charges_meter" CHECK (("subscription_charges"."kind" = 'usage') = ("subscription_charges"."meter_key" is not null));--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_billing_day" CHECK ("subscriptions"."billing_day" between 1 and 31);