CREATE TABLE "subscription_versions" (
	"subscription_id" text NOT NULL,
	"version" integer NOT NULL,
	"account_id" text NOT NULL,
	"status" text NOT NULL,
	"is_past_due" boolean DEFAULT false NOT NULL,
	"plan_key" text NOT NULL,
	"interval_unit" text NOT NULL,
	"interval_count" integer NOT NULL,
	"quantity" numeric(24, 12) NOT NULL,
	"paid_from_on" date NOT NULL,
	"runs_from_on" date NOT NULL,
	"billing_day" smallint,
	"end_on" date,
	"end_at" timestamp with time zone,
	"renewal" jsonb,
	"coupons" jsonb,
	"overrides" jsonb,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscription_versions_subscription_id_version_pk" PRIMARY KEY("subscription_id","version")
);
--> statement-breakpoint
ALTER TABLE "subscription_versions" ADD CONSTRAINT "subscription_versions_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was sold before begins with how it stands now.
insert into subscription_versions (subscription_id, version, account_id, status, is_past_due, plan_key, interval_unit,
  interval_count, quantity, paid_from_on, runs_from_on, billing_day, end_on, end_at, renewal, coupons, overrides, recorded_at)
select s.id, s.version, s.account_id, s.status, s.is_past_due, s.plan_key, s.interval_unit,
  s.interval_count, s.quantity, s.paid_from_on, s.runs_from_on, s.billing_day, s.end_on, s.end_at, s.renewal, s.coupons,
  s.overrides, greatest(s.created_at,
    (select max(c.recorded_at) from subscription_charges c where c.subscription_id = s.id),
    (select max(greatest(w.requested_at, w.settled_at)) from subscription_changes w where w.subscription_id = s.id))
from subscriptions s;
--> statement-breakpoint
create trigger posted_is_final before update or delete or truncate on subscription_versions
  for each statement execute function refuse_change();
