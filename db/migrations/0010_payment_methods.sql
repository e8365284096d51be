CREATE TABLE "card_setups" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"gateway" text NOT NULL,
	"state" text NOT NULL,
	"replaces_id" text,
	"pays" jsonb NOT NULL,
	"method_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_methods" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "card_setups" ADD CONSTRAINT "card_setups_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_setups_one_open" ON "card_setups" USING btree ("account_id") WHERE "card_setups"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_one_card" ON "payment_methods" USING btree ("account_id","gateway","fingerprint");