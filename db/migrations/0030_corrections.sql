CREATE TABLE "application_reversals" (
	"refund_id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reversed_on" date NOT NULL,
	CONSTRAINT "application_reversals_positive" CHECK ("application_reversals"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "credit_note_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"credit_note_id" text NOT NULL,
	"position" integer NOT NULL,
	"account_id" text NOT NULL,
	"invoice_line_id" text NOT NULL,
	"product_family" text NOT NULL,
	"is_deferred" boolean NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	CONSTRAINT "credit_note_lines_position" UNIQUE("credit_note_id","position")
);
--> statement-breakpoint
CREATE TABLE "credit_note_numbers" (
	"credit_note_id" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL,
	"account_id" text NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"number" text NOT NULL,
	CONSTRAINT "credit_note_numbers_number_unique" UNIQUE("number"),
	CONSTRAINT "credit_note_numbers_sequence" UNIQUE("seller_id","series","year","sequence")
);
--> statement-breakpoint
CREATE TABLE "credit_note_taxes" (
	"credit_note_id" text NOT NULL,
	"position" smallint NOT NULL,
	"account_id" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"rate_percent" numeric(24, 12) NOT NULL,
	"base_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	CONSTRAINT "credit_note_taxes_credit_note_id_position_pk" PRIMARY KEY("credit_note_id","position")
);
--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"applied_minor" bigint NOT NULL,
	"issue_on" date NOT NULL,
	"refund_id" text,
	"reason" text NOT NULL,
	"request_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_notes_total" CHECK ("credit_notes"."total_minor" = "credit_notes"."net_minor" + "credit_notes"."tax_minor"),
	CONSTRAINT "credit_notes_applied" CHECK ("credit_notes"."total_minor" > 0 and "credit_notes"."applied_minor" between 0 and "credit_notes"."total_minor")
);
--> statement-breakpoint
CREATE TABLE "invoice_voids" (
	"id" text PRIMARY KEY NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"bills_again" boolean NOT NULL,
	"voided_on" date NOT NULL,
	"reason" text NOT NULL,
	"request_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"voided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoice_voids_once" UNIQUE("invoice_id")
);
--> statement-breakpoint
CREATE TABLE "refund_transitions" (
	"refund_id" text NOT NULL,
	"position" integer NOT NULL,
	"account_id" text NOT NULL,
	"to_state" text NOT NULL,
	"business_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "refund_transitions_refund_id_position_pk" PRIMARY KEY("refund_id","position")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"payment_id" text,
	"amount_minor" bigint NOT NULL,
	"adjust_minor" bigint NOT NULL,
	"gateway" text NOT NULL,
	"state" text NOT NULL,
	"gateway_refund_id" text,
	"refunded_on" date,
	"reason" text NOT NULL,
	"request_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"check_after" timestamp with time zone,
	"check_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "refunds_gateway" UNIQUE("gateway","gateway_refund_id"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."adjust_minor" between 0 and "refunds"."amount_minor"),
	CONSTRAINT "refunds_of_payment" CHECK (("refunds"."payment_id" is null) = ("refunds"."amount_minor" = 0))
);
--> statement-breakpoint
CREATE TABLE "write_offs" (
	"id" text PRIMARY KEY NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"tax_relief_minor" bigint NOT NULL,
	"tax_reliefs" jsonb NOT NULL,
	"written_off_on" date NOT NULL,
	"reason" text NOT NULL,
	"request_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"written_off_at" timestamp with time zone NOT NULL,
	CONSTRAINT "write_offs_amount" CHECK ("write_offs"."amount_minor" > 0 and "write_offs"."tax_relief_minor" between 0 and "write_offs"."amount_minor")
);
--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_positive";--> statement-breakpoint
ALTER TABLE "invoice_balances" ADD COLUMN "closed_as" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "external_method" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "external_reference" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "request_key" text;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_invoice" FOREIGN KEY ("invoice_id","currency") REFERENCES "public"."invoices"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_voids" ADD CONSTRAINT "invoice_voids_invoice" FOREIGN KEY ("invoice_id","currency") REFERENCES "public"."invoices"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_transitions" ADD CONSTRAINT "refund_transitions_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment" FOREIGN KEY ("payment_id","currency") REFERENCES "public"."payments"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_invoice_row" FOREIGN KEY ("invoice_id","currency") REFERENCES "public"."invoices"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_reversals_invoice" ON "application_reversals" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "application_reversals_payment" ON "application_reversals" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "credit_note_lines_invoice_line" ON "credit_note_lines" USING btree ("invoice_line_id");--> statement-breakpoint
CREATE INDEX "credit_notes_invoice_index" ON "credit_notes" USING btree ("invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_notes_request" ON "credit_notes" USING btree ("account_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_voids_request" ON "invoice_voids" USING btree ("account_id","request_key");--> statement-breakpoint
CREATE INDEX "refunds_payment_index" ON "refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refunds_invoice" ON "refunds" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "refunds_account" ON "refunds" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_request" ON "refunds" USING btree ("account_id","request_key","payment_id") WHERE "refunds"."payment_id" is not null;--> statement-breakpoint
CREATE INDEX "refunds_to_check" ON "refunds" USING btree ("check_after") WHERE "refunds"."state" in ('created','submitted','unknown');--> statement-breakpoint
CREATE INDEX "write_offs_invoice" ON "write_offs" USING btree ("invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "write_offs_request" ON "write_offs" USING btree ("account_id","request_key");--> statement-breakpoint
CREATE INDEX "invoice_balances_closed" ON "invoice_balances" USING btree ("invoice_id") WHERE "invoice_balances"."closed_as" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_request" ON "payments" USING btree ("account_id","request_key") WHERE "payments"."request_key" is not null;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_positive" CHECK ("payments"."amount_minor" > 0 or "payments"."external_method" is not null and "payments"."amount_minor" = 0);