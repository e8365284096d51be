CREATE TABLE "invoice_amendments" (
	"document_id" text PRIMARY KEY NOT NULL,
	"invoice_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"request_key" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"amended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_transitions" (
	"dispute_id" text NOT NULL,
	"position" integer NOT NULL,
	"account_id" text NOT NULL,
	"to_state" text NOT NULL,
	"business_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "dispute_transitions_dispute_id_position_pk" PRIMARY KEY("dispute_id","position")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"gateway" text NOT NULL,
	"gateway_dispute_id" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"opened_on" date NOT NULL,
	"respond_by_on" date,
	"decided_on" date,
	"held_collections" jsonb NOT NULL,
	"policy_id" smallint NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "disputes_gateway" UNIQUE("gateway","gateway_dispute_id"),
	CONSTRAINT "disputes_positive" CHECK ("disputes"."amount_minor" > 0),
	CONSTRAINT "disputes_decided" CHECK (("disputes"."state" = 'open') = ("disputes"."decided_on" is null))
);
--> statement-breakpoint
ALTER TABLE "sellers" ADD COLUMN "debit_note_series" text;--> statement-breakpoint
UPDATE "sellers" SET "debit_note_series" = CASE WHEN "credit_note_series" LIKE '%CN' THEN left("credit_note_series", -2) || 'DN' ELSE "credit_note_series" || 'DN' END;--> statement-breakpoint
ALTER TABLE "sellers" ALTER COLUMN "debit_note_series" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_amendments" ADD CONSTRAINT "invoice_amendments_invoice" FOREIGN KEY ("invoice_id","currency") REFERENCES "public"."invoices"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_amendments" ADD CONSTRAINT "invoice_amendments_document" FOREIGN KEY ("document_id","currency") REFERENCES "public"."invoices"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_transitions" ADD CONSTRAINT "dispute_transitions_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment" FOREIGN KEY ("payment_id","currency") REFERENCES "public"."payments"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_amendments_invoice_index" ON "invoice_amendments" USING btree ("invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_amendments_request" ON "invoice_amendments" USING btree ("account_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_amendments_one_replacement" ON "invoice_amendments" USING btree ("invoice_id") WHERE "invoice_amendments"."kind" = 'replacement';--> statement-breakpoint
CREATE INDEX "disputes_payment_index" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "disputes_account" ON "disputes" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "disputes_open" ON "disputes" USING btree ("opened_at") WHERE "disputes"."state" = 'open';--> statement-breakpoint
ALTER TABLE "sellers" ADD CONSTRAINT "sellers_debit_note_series_unique" UNIQUE("debit_note_series");