CREATE TABLE "bill_run_amounts" (
	"run_id" text NOT NULL,
	"position" smallint NOT NULL,
	"currency" text NOT NULL,
	"invoice_count" integer NOT NULL,
	"total_minor" bigint NOT NULL,
	CONSTRAINT "bill_run_amounts_run_id_position_currency_pk" PRIMARY KEY("run_id","position","currency")
);
--> statement-breakpoint
CREATE TABLE "bill_run_errors" (
	"run_id" text NOT NULL,
	"account_id" text NOT NULL,
	"reason" text NOT NULL,
	"message" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "bill_run_errors_run_id_account_id_pk" PRIMARY KEY("run_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "bill_run_ranges" (
	"run_id" text NOT NULL,
	"position" smallint NOT NULL,
	"bucket_from" smallint NOT NULL,
	"bucket_until" smallint NOT NULL,
	"fence" bigint NOT NULL,
	"owner" text,
	"leased_until" timestamp with time zone,
	"batch_count" integer NOT NULL,
	"account_count" integer NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "bill_run_ranges_run_id_position_pk" PRIMARY KEY("run_id","position"),
	CONSTRAINT "bill_run_ranges_buckets" CHECK (0 <= "bill_run_ranges"."bucket_from" and "bill_run_ranges"."bucket_from" < "bill_run_ranges"."bucket_until")
);
--> statement-breakpoint
CREATE TABLE "bill_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"through_on" date NOT NULL,
	"cutoff_at" timestamp with time zone NOT NULL,
	"batch_size" integer NOT NULL,
	"planned" jsonb NOT NULL,
	"planned_account_count" integer NOT NULL,
	"status" text NOT NULL,
	"started_by_kind" text NOT NULL,
	"started_by_id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "bill_runs_batch_size" CHECK ("bill_runs"."batch_size" between 1 and 5000)
);
--> statement-breakpoint
CREATE TABLE "revenue_recognitions" (
	"line_id" text NOT NULL,
	"month" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"revenue_account" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"recognition_id" text NOT NULL,
	CONSTRAINT "revenue_recognitions_line_id_month_pk" PRIMARY KEY("line_id","month"),
	CONSTRAINT "revenue_recognitions_not_zero" CHECK ("revenue_recognitions"."amount_minor" <> 0)
);
--> statement-breakpoint
DROP INDEX "subscriptions_due";--> statement-breakpoint
ALTER TABLE "invoice_balances" ADD COLUMN "collect_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "bill_run_id" text;--> statement-breakpoint
ALTER TABLE "revenue_schedules" ADD COLUMN "recognizable_until_on" date;--> statement-breakpoint
ALTER TABLE "revenue_schedules" DISABLE TRIGGER "posted_is_final";--> statement-breakpoint
UPDATE "revenue_schedules" s SET "recognizable_until_on" = greatest(s."service_end_on", i."issue_on" + 1) FROM "invoices" i WHERE i."id" = s."document_id";--> statement-breakpoint
ALTER TABLE "revenue_schedules" ENABLE TRIGGER "posted_is_final";--> statement-breakpoint
ALTER TABLE "revenue_schedules" ALTER COLUMN "recognizable_until_on" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "bill_run_amounts" ADD CONSTRAINT "bill_run_amounts_range" FOREIGN KEY ("run_id","position") REFERENCES "public"."bill_run_ranges"("run_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_run_errors" ADD CONSTRAINT "bill_run_errors_run_id_bill_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bill_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_run_errors" ADD CONSTRAINT "bill_run_errors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_run_ranges" ADD CONSTRAINT "bill_run_ranges_run_id_bill_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bill_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bill_runs" ADD CONSTRAINT "bill_runs_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bill_run_errors_account" ON "bill_run_errors" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bill_runs_one_running" ON "bill_runs" USING btree ("seller_id") WHERE "bill_runs"."status" = 'running';--> statement-breakpoint
CREATE INDEX "bill_runs_started" ON "bill_runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "revenue_recognitions_booked_together" ON "revenue_recognitions" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "invoice_balances_to_collect" ON "invoice_balances" USING btree ("collect_at") WHERE "invoice_balances"."collect_at" is not null;--> statement-breakpoint
CREATE INDEX "invoices_bill_run" ON "invoices" USING btree ("bill_run_id") WHERE "invoices"."bill_run_id" is not null;--> statement-breakpoint
CREATE INDEX "revenue_schedules_recognizable" ON "revenue_schedules" USING btree ("seller_id","recognizable_until_on");--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("seller_id","bill_at","bucket","id") WHERE "subscriptions"."status" = 'active';