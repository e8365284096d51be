CREATE TABLE "invoice_sums" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invoice_sums_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"issue_on" date NOT NULL,
	"subtotal_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"invoice_count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_sums" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_sums_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"ledger_account" text NOT NULL,
	"posted_on" date NOT NULL,
	"debit_minor" bigint NOT NULL,
	"credit_minor" bigint NOT NULL,
	"posting_count" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "invoices_listed";--> statement-breakpoint
CREATE INDEX "invoice_sums_day" ON "invoice_sums" USING btree ("issue_on");--> statement-breakpoint
CREATE INDEX "ledger_sums_day" ON "ledger_sums" USING btree ("posted_on");--> statement-breakpoint
CREATE INDEX "invoices_listed" ON "invoices" USING btree ("issue_on","id");