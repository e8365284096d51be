CREATE SCHEMA "inngest_embedded";
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" bigint GENERATED ALWAYS AS IDENTITY (sequence name "accounts_reference_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"bucket" smallint NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"country" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"tax_id" text,
	"tax_id_status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"activated_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "accounts_bucket" CHECK ("accounts"."bucket" between 0 and 1023),
	CONSTRAINT "accounts_name_length" CHECK (char_length("accounts"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"address_lines" text[] NOT NULL,
	"city" text,
	"postcode" text,
	"region" text,
	"country" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_ids" text[] NOT NULL,
	"details" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"business_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"code_hash" text NOT NULL,
	"link_hash" text NOT NULL,
	"return_to" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"failed_attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sign_in_codes_link_hash_unique" UNIQUE("link_hash")
);
--> statement-breakpoint
CREATE TABLE "user_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "charges" (
	"id" text PRIMARY KEY NOT NULL,
	"rate_plan_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"model" text NOT NULL,
	"timing" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "charges_key" UNIQUE("rate_plan_id","key")
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"id" text PRIMARY KEY NOT NULL,
	"charge_id" text NOT NULL,
	"currency" text NOT NULL,
	"interval_unit" text,
	"interval_count" integer,
	"amount" numeric(24, 12) NOT NULL,
	CONSTRAINT "prices_once" UNIQUE NULLS NOT DISTINCT("charge_id","currency","interval_unit","interval_count"),
	CONSTRAINT "prices_not_negative" CHECK ("prices"."amount" >= 0),
	CONSTRAINT "prices_interval" CHECK (("prices"."interval_unit" is null) = ("prices"."interval_count" is null))
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"family" text NOT NULL,
	"tax_code" text NOT NULL,
	CONSTRAINT "products_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "rate_plan_features" (
	"id" text PRIMARY KEY NOT NULL,
	"rate_plan_id" text NOT NULL,
	"feature" text NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "rate_plan_features_once" UNIQUE("rate_plan_id","feature")
);
--> statement-breakpoint
CREATE TABLE "rate_plans" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"is_on_sale" boolean NOT NULL,
	"is_add_on" boolean NOT NULL,
	"position" integer NOT NULL,
	"quantity_min" integer NOT NULL,
	"quantity_max" integer NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "rate_plans_version" UNIQUE("key","version"),
	CONSTRAINT "rate_plans_quantity" CHECK ("rate_plans"."quantity_min" >= 1 and "rate_plans"."quantity_max" >= "rate_plans"."quantity_min")
);
--> statement-breakpoint
CREATE TABLE "business_clock" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"mode" text NOT NULL,
	"frozen_at" timestamp with time zone,
	CONSTRAINT "business_clock_one_row" CHECK ("business_clock"."id" = 1),
	CONSTRAINT "business_clock_frozen_at" CHECK (("business_clock"."mode" = 'frozen') = ("business_clock"."frozen_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "rendered_documents" (
	"document_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"rendered_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entitlements" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"feature" text NOT NULL,
	"value" jsonb NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"source_name" text NOT NULL,
	"effective_from_on" date NOT NULL,
	"effective_until_on" date,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entitlements_source" UNIQUE("source_id","feature")
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."crons" (
	"function_id" text NOT NULL,
	"cron" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	CONSTRAINT "crons_function_id_cron_pk" PRIMARY KEY("function_id","cron")
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."dedupes" (
	"function_id" text NOT NULL,
	"key" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dedupes_function_id_key_pk" PRIMARY KEY("function_id","key")
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."events" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload_json" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."functions" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"url" text NOT NULL,
	"trigger_events" text[] NOT NULL,
	"config_json" text NOT NULL,
	"concurrency_limits" integer[] NOT NULL,
	"synced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"function_id" text NOT NULL,
	"step_hash" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lost_count" integer DEFAULT 0 NOT NULL,
	"concurrency_keys" text[] NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"owner" text
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."runs" (
	"id" text PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"event_id" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"concurrency_keys" text[] NOT NULL,
	"plans_steps" boolean DEFAULT false NOT NULL,
	"step_count" integer DEFAULT 0 NOT NULL,
	"pending_count" integer DEFAULT 0 NOT NULL,
	"state_bytes" bigint DEFAULT 0 NOT NULL,
	"output_json" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inngest_embedded"."steps" (
	"run_id" text NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"position" integer NOT NULL,
	"output_json" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "steps_run_id_hash_pk" PRIMARY KEY("run_id","hash")
);
--> statement-breakpoint
CREATE TABLE "invoice_balances" (
	"invoice_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"balance_minor" bigint NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "invoice_balances_not_negative" CHECK ("invoice_balances"."balance_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"subscription_id" text,
	"subscription_charge_id" text,
	"charge_id" text,
	"product_family" text NOT NULL,
	"service_start_on" date NOT NULL,
	"service_start_at" timestamp with time zone,
	"service_end_on" date NOT NULL,
	"service_end_at" timestamp with time zone,
	"quantity" numeric(24, 12) NOT NULL,
	"unit_price" numeric(24, 12) NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"tax_code" text NOT NULL,
	"tax_position" smallint NOT NULL,
	"derivation" jsonb NOT NULL,
	"policy_id" smallint NOT NULL,
	CONSTRAINT "invoice_lines_position" UNIQUE("invoice_id","position"),
	CONSTRAINT "invoice_lines_period" CHECK ("invoice_lines"."service_end_on" >= "invoice_lines"."service_start_on")
);
--> statement-breakpoint
CREATE TABLE "invoice_numbers" (
	"invoice_id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"account_id" text NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"number" text NOT NULL,
	CONSTRAINT "invoice_numbers_number_unique" UNIQUE("number"),
	CONSTRAINT "invoice_numbers_sequence" UNIQUE("seller_id","series","year","sequence")
);
--> statement-breakpoint
CREATE TABLE "invoice_taxes" (
	"invoice_id" text NOT NULL,
	"position" smallint NOT NULL,
	"account_id" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"category" text NOT NULL,
	"treatment" text NOT NULL,
	"rate_percent" numeric(24, 12) NOT NULL,
	"base_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"rule" text NOT NULL,
	CONSTRAINT "invoice_taxes_invoice_id_position_pk" PRIMARY KEY("invoice_id","position")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"order_id" text,
	"issue_on" date NOT NULL,
	"due_on" date NOT NULL,
	"subtotal_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"bill_to" jsonb NOT NULL,
	"tax_treatment" text NOT NULL,
	"promise_hash" text NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoices_currency" UNIQUE("id","currency"),
	CONSTRAINT "invoices_total" CHECK ("invoices"."total_minor" = "invoices"."subtotal_minor" + "invoices"."tax_minor"),
	CONSTRAINT "invoices_not_negative" CHECK ("invoices"."total_minor" >= 0),
	CONSTRAINT "invoices_due" CHECK ("invoices"."due_on" >= "invoices"."issue_on")
);
--> statement-breakpoint
CREATE TABLE "accounting_periods" (
	"seller_id" text NOT NULL,
	"year" integer NOT NULL,
	"month" smallint NOT NULL,
	"status" text NOT NULL,
	CONSTRAINT "accounting_periods_seller_id_year_month_pk" PRIMARY KEY("seller_id","year","month")
);
--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"account_id" text,
	"posted_on" date NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "journal_entries_source" UNIQUE("source_kind","source_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_seal_heads" (
	"seller_id" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_seals" (
	"seller_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"entry_ids" text[] NOT NULL,
	"entries_hash" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ledger_seals_seller_id_sequence_pk" PRIMARY KEY("seller_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"entry_id" text NOT NULL,
	"position" smallint NOT NULL,
	"account_id" text,
	"seller_id" text NOT NULL,
	"ledger_account" text NOT NULL,
	"detail" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"posted_on" date NOT NULL,
	CONSTRAINT "postings_entry_id_position_pk" PRIMARY KEY("entry_id","position"),
	CONSTRAINT "postings_not_zero" CHECK ("postings"."amount_minor" <> 0)
);
--> statement-breakpoint
CREATE TABLE "rate_limit_windows" (
	"key" text NOT NULL,
	"window_starts_at" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_limit_windows_key_window_starts_at_pk" PRIMARY KEY("key","window_starts_at")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"natural_key" text NOT NULL,
	"account_id" text,
	"recipient" text NOT NULL,
	"sender" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"attachments" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "mails_once" UNIQUE("natural_key")
);
--> statement-breakpoint
CREATE TABLE "order_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"resumed_token_hash" text,
	"account_id" text,
	"content" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" bigint GENERATED ALWAYS AS IDENTITY (sequence name "orders_reference_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"draft_id" text,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"settlement" text NOT NULL,
	"draft" jsonb NOT NULL,
	"preview_hash" text NOT NULL,
	"effective_on" date NOT NULL,
	"effective_at" timestamp with time zone,
	"total_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"failure_reason" text,
	"resumable_until" timestamp with time zone,
	"placed_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "orders_total_not_negative" CHECK ("orders"."total_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "consumed_events" (
	"consumer" text NOT NULL,
	"document_id" text NOT NULL,
	"consumed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "consumed_events_consumer_document_id_pk" PRIMARY KEY("consumer","document_id")
);
--> statement-breakpoint
CREATE TABLE "outbox_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"ids" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"claimed_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	CONSTRAINT "outbox_batches_size" CHECK (cardinality("outbox_batches"."ids") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "gateway_events" (
	"gateway" text NOT NULL,
	"event_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "gateway_events_gateway_event_id_pk" PRIMARY KEY("gateway","event_id")
);
--> statement-breakpoint
CREATE TABLE "payment_applications" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"applied_on" date NOT NULL,
	CONSTRAINT "payment_applications_once" UNIQUE("payment_id","invoice_id"),
	CONSTRAINT "payment_applications_positive" CHECK ("payment_applications"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_methods" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"gateway" text NOT NULL,
	"gateway_method_id" text NOT NULL,
	"brand" text NOT NULL,
	"last4" text NOT NULL,
	"expiry_month" integer NOT NULL,
	"expiry_year" integer NOT NULL,
	"is_default" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_methods_gateway" UNIQUE("gateway","gateway_method_id")
);
--> statement-breakpoint
CREATE TABLE "payment_transitions" (
	"payment_id" text NOT NULL,
	"position" integer NOT NULL,
	"account_id" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"cause" text NOT NULL,
	"business_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "payment_transitions_payment_id_position_pk" PRIMARY KEY("payment_id","position")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"gateway" text NOT NULL,
	"purpose_kind" text NOT NULL,
	"purpose_id" text NOT NULL,
	"method_token" text,
	"state" text NOT NULL,
	"gateway_charge_id" text,
	"action_url" text,
	"decline_reason" text,
	"card_brand" text,
	"card_last4" text,
	"policy_id" smallint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"received_on" date,
	"finished_at" timestamp with time zone,
	"check_after" timestamp with time zone,
	"check_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "payments_gateway_charge" UNIQUE("gateway","gateway_charge_id"),
	CONSTRAINT "payments_currency" UNIQUE("id","currency"),
	CONSTRAINT "payments_positive" CHECK ("payments"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "account_members" (
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_members_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "staff_members" (
	"user_id" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"title" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"demo_password_hash" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provisioning_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"cause" text NOT NULL,
	"version" bigint GENERATED ALWAYS AS IDENTITY (sequence name "provisioning_tasks_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"wanted" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"retry_after" timestamp with time zone,
	"leased_until" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "provisioning_tasks_cause" UNIQUE("cause")
);
--> statement-breakpoint
CREATE TABLE "revenue_schedules" (
	"line_id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"revenue_account" text NOT NULL,
	"service_start_on" date NOT NULL,
	"service_start_at" timestamp with time zone,
	"service_end_on" date NOT NULL,
	"service_end_at" timestamp with time zone,
	"method" text NOT NULL,
	"policy_id" smallint NOT NULL,
	CONSTRAINT "revenue_schedules_period" CHECK ("revenue_schedules"."service_end_on" > "revenue_schedules"."service_start_on")
);
--> statement-breakpoint
CREATE TABLE "number_counters" (
	"seller_id" text NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last_number" bigint NOT NULL,
	CONSTRAINT "number_counters_seller_id_series_year_pk" PRIMARY KEY("seller_id","series","year"),
	CONSTRAINT "number_counters_not_negative" CHECK ("number_counters"."last_number" >= 0)
);
--> statement-breakpoint
CREATE TABLE "sellers" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"legal_name" text NOT NULL,
	"address_lines" text[] NOT NULL,
	"city" text NOT NULL,
	"country" text NOT NULL,
	"tax_id" text,
	"registration_number" text NOT NULL,
	"time_zone" text NOT NULL,
	"currencies" text[] NOT NULL,
	"invoice_series" text NOT NULL,
	"credit_note_series" text NOT NULL,
	"mail_from" text NOT NULL,
	CONSTRAINT "sellers_key_unique" UNIQUE("key"),
	CONSTRAINT "sellers_invoice_series_unique" UNIQUE("invoice_series"),
	CONSTRAINT "sellers_credit_note_series_unique" UNIQUE("credit_note_series")
);
--> statement-breakpoint
CREATE TABLE "billing_policies" (
	"id" smallint PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"conventions" jsonb NOT NULL,
	CONSTRAINT "billing_policies_version" UNIQUE("key","version")
);
--> statement-breakpoint
CREATE TABLE "subscription_charges" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"rate_plan_id" text NOT NULL,
	"charge_id" text NOT NULL,
	"kind" text NOT NULL,
	"model" text NOT NULL,
	"timing" text NOT NULL,
	"interval_unit" text,
	"interval_count" integer,
	"quantity" numeric(24, 12) NOT NULL,
	"unit_price" numeric(24, 12) NOT NULL,
	"effective_from_on" date NOT NULL,
	"effective_from_at" timestamp with time zone,
	"effective_until_on" date,
	"effective_until_at" timestamp with time zone,
	"charged_through_on" date,
	"charged_through_at" timestamp with time zone,
	"position" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "subscription_charges_quantity" CHECK ("subscription_charges"."quantity" >= 0),
	CONSTRAINT "subscription_charges_effective" CHECK ("subscription_charges"."effective_until_on" is null or "subscription_charges"."effective_until_on" >= "subscription_charges"."effective_from_on")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"bucket" smallint NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"order_id" text NOT NULL,
	"time_zone" text NOT NULL,
	"start_on" date NOT NULL,
	"start_at" timestamp with time zone,
	"anchor_on" date NOT NULL,
	"anchor_at" timestamp with time zone,
	"end_on" date,
	"end_at" timestamp with time zone,
	"charged_through_on" date,
	"charged_through_at" timestamp with time zone,
	"bill_at" timestamp with time zone,
	"needs_rederivation" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscriptions_bucket" CHECK ("subscriptions"."bucket" between 0 and 1023)
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_rate_plan_id_rate_plans_id_fk" FOREIGN KEY ("rate_plan_id") REFERENCES "public"."rate_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_charge_id_charges_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rate_plan_features" ADD CONSTRAINT "rate_plan_features_rate_plan_id_rate_plans_id_fk" FOREIGN KEY ("rate_plan_id") REFERENCES "public"."rate_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rate_plans" ADD CONSTRAINT "rate_plans_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inngest_embedded"."crons" ADD CONSTRAINT "crons_function_id_functions_id_fk" FOREIGN KEY ("function_id") REFERENCES "inngest_embedded"."functions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inngest_embedded"."jobs" ADD CONSTRAINT "jobs_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "inngest_embedded"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inngest_embedded"."runs" ADD CONSTRAINT "runs_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "inngest_embedded"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inngest_embedded"."steps" ADD CONSTRAINT "steps_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "inngest_embedded"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounting_periods" ADD CONSTRAINT "accounting_periods_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_seal_heads" ADD CONSTRAINT "ledger_seal_heads_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_draft_id_order_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."order_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_applications" ADD CONSTRAINT "payment_applications_payment" FOREIGN KEY ("payment_id","currency") REFERENCES "public"."payments"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_applications" ADD CONSTRAINT "payment_applications_invoice" FOREIGN KEY ("invoice_id","currency") REFERENCES "public"."invoices"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_transitions" ADD CONSTRAINT "payment_transitions_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_members" ADD CONSTRAINT "account_members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_members" ADD CONSTRAINT "account_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_members" ADD CONSTRAINT "staff_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provisioning_tasks" ADD CONSTRAINT "provisioning_tasks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_counters" ADD CONSTRAINT "number_counters_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD CONSTRAINT "subscription_charges_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD CONSTRAINT "subscription_charges_rate_plan_id_rate_plans_id_fk" FOREIGN KEY ("rate_plan_id") REFERENCES "public"."rate_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_charges" ADD CONSTRAINT "subscription_charges_charge_id_charges_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_policy_id_billing_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."billing_policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_activated" ON "accounts" USING btree ("activated_at","id");--> statement-breakpoint
CREATE INDEX "contacts_account" ON "contacts" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "audit_entries_account" ON "audit_entries" USING btree ("account_id","business_at");--> statement-breakpoint
CREATE INDEX "sign_in_codes_email" ON "sign_in_codes" USING btree ("email","created_at");--> statement-breakpoint
CREATE INDEX "user_sessions_user" ON "user_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "prices_charge" ON "prices" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "entitlements_account" ON "entitlements" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "crons_next_at_idx" ON "inngest_embedded"."crons" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "dedupes_expires_at_idx" ON "inngest_embedded"."dedupes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "events_received_at_idx" ON "inngest_embedded"."events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "jobs_due_at_idx" ON "inngest_embedded"."jobs" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "jobs_run_id_idx" ON "inngest_embedded"."jobs" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "jobs_owner_idx" ON "inngest_embedded"."jobs" USING btree ("owner") WHERE "inngest_embedded"."jobs"."owner" is not null;--> statement-breakpoint
CREATE INDEX "runs_event_id_idx" ON "inngest_embedded"."runs" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "runs_ended_at_idx" ON "inngest_embedded"."runs" USING btree ("ended_at") WHERE "inngest_embedded"."runs"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "invoice_balances_open" ON "invoice_balances" USING btree ("account_id","due_on") WHERE "invoice_balances"."balance_minor" <> 0;--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_lines_period_billed_once" ON "invoice_lines" USING btree ("subscription_charge_id","service_start_on","service_start_at") WHERE "invoice_lines"."kind" = 'charge';--> statement-breakpoint
CREATE INDEX "invoices_account" ON "invoices" USING btree ("account_id","issue_on");--> statement-breakpoint
CREATE INDEX "journal_entries_account" ON "journal_entries" USING btree ("account_id","posted_on");--> statement-breakpoint
CREATE INDEX "postings_ledger_account" ON "postings" USING btree ("ledger_account","account_id","posted_on");--> statement-breakpoint
CREATE INDEX "mails_account" ON "mails" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "mails_unsent" ON "mails" USING btree ("recorded_at") WHERE "mails"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "order_drafts_expiry" ON "order_drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_draft_once" ON "orders" USING btree ("draft_id") WHERE "orders"."status" in ('awaiting_payment','payment_failed','completed');--> statement-breakpoint
CREATE INDEX "orders_account" ON "orders" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "orders_waiting" ON "orders" USING btree ("expires_at") WHERE "orders"."status" in ('awaiting_payment','payment_failed');--> statement-breakpoint
CREATE INDEX "outbox_batches_unsent" ON "outbox_batches" USING btree ("created_at") WHERE "outbox_batches"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "payment_applications_invoice_index" ON "payment_applications" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "payment_methods_account" ON "payment_methods" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_open_per_purpose" ON "payments" USING btree ("purpose_kind","purpose_id") WHERE "payments"."state" in ('created','submitted','requires_action','unknown');--> statement-breakpoint
CREATE INDEX "payments_account" ON "payments" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "payments_to_check" ON "payments" USING btree ("check_after") WHERE "payments"."state" in ('created','submitted','requires_action','unknown');--> statement-breakpoint
CREATE INDEX "account_members_user" ON "account_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "provisioning_tasks_account" ON "provisioning_tasks" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "provisioning_tasks_waiting" ON "provisioning_tasks" USING btree ("retry_after") WHERE "provisioning_tasks"."state" <> 'done';--> statement-breakpoint
CREATE INDEX "revenue_schedules_document" ON "revenue_schedules" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "subscription_charges_subscription" ON "subscription_charges" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "subscriptions_account" ON "subscriptions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("bill_at","bucket","id") WHERE "subscriptions"."status" = 'active';