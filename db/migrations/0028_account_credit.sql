CREATE TABLE "account_credit_balances" (
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"balance_minor" bigint NOT NULL,
	CONSTRAINT "account_credit_balances_account_id_seller_id_currency_pk" PRIMARY KEY("account_id","seller_id","currency"),
	CONSTRAINT "account_credit_balances_not_negative" CHECK ("account_credit_balances"."balance_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "account_credit_movements" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"invoice_id" text,
	"credit_note_id" text,
	"payment_id" text,
	"moved_on" date NOT NULL,
	"reason" text,
	"request_key" text,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"policy_id" smallint NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_credit_movements_sign" CHECK ("account_credit_movements"."amount_minor" <> 0 and ("account_credit_movements"."amount_minor" < 0) = ("account_credit_movements"."kind" = 'applied')),
	CONSTRAINT "account_credit_movements_cause" CHECK (case "account_credit_movements"."kind" when 'granted' then "account_credit_movements"."reason" is not null when 'overpayment' then "account_credit_movements"."payment_id" is not null
        when 'credit_note' then "account_credit_movements"."credit_note_id" is not null and "account_credit_movements"."invoice_id" is not null
        else "account_credit_movements"."invoice_id" is not null end)
);
--> statement-breakpoint
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_not_negative";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "credit_applied_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "account_credit_balances" ADD CONSTRAINT "account_credit_balances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credit_balances" ADD CONSTRAINT "account_credit_balances_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credit_movements" ADD CONSTRAINT "account_credit_movements_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credit_movements" ADD CONSTRAINT "account_credit_movements_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_credit_movements_account" ON "account_credit_movements" USING btree ("account_id","moved_on");--> statement-breakpoint
CREATE INDEX "account_credit_movements_invoice" ON "account_credit_movements" USING btree ("invoice_id") WHERE "account_credit_movements"."invoice_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "account_credit_movements_request" ON "account_credit_movements" USING btree ("account_id","request_key") WHERE "account_credit_movements"."request_key" is not null;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_credit_applied" CHECK ("invoices"."credit_applied_minor" between 0 and greatest("invoices"."total_minor", 0));