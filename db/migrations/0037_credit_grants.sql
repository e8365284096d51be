CREATE TABLE "account_credit_grant_balances" (
	"grant_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"expires_on" date,
	"remaining_minor" bigint NOT NULL,
	CONSTRAINT "account_credit_grant_balances_not_negative" CHECK ("account_credit_grant_balances"."remaining_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "account_credit_grants" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"seller_id" text NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"expires_on" date,
	"priority" smallint NOT NULL,
	"scope" text[],
	"opened_on" date NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_credit_grants_amount" CHECK ("account_credit_grants"."amount_minor" > 0),
	CONSTRAINT "account_credit_grants_priority" CHECK ("account_credit_grants"."priority" between 1 and 1000),
	CONSTRAINT "account_credit_grants_scope" CHECK ("account_credit_grants"."scope" is null or cardinality("account_credit_grants"."scope") > 0)
);
--> statement-breakpoint
ALTER TABLE "account_credit_movements" DROP CONSTRAINT "account_credit_movements_sign";--> statement-breakpoint
ALTER TABLE "account_credit_movements" DROP CONSTRAINT "account_credit_movements_cause";--> statement-breakpoint
ALTER TABLE "account_credit_movements" ADD COLUMN "grant_id" text;--> statement-breakpoint
-- What was held before has one grant a place, of the account's own money, and its movements are all of that grant.
insert into account_credit_grants (id, account_id, seller_id, currency, kind, amount_minor, priority, opened_on, opened_at)
select 'acg_' || substr(min(id), 5), account_id, seller_id, currency, 'paid',
  sum(amount_minor) filter (where kind not in ('applied', 'returned')), 100, min(moved_on), min(moved_at)
from account_credit_movements group by account_id, seller_id, currency;--> statement-breakpoint
alter table account_credit_movements disable trigger posted_is_final;--> statement-breakpoint
update account_credit_movements m set grant_id = g.id from account_credit_grants g
where (g.account_id, g.seller_id, g.currency) = (m.account_id, m.seller_id, m.currency);--> statement-breakpoint
alter table account_credit_movements enable trigger posted_is_final;--> statement-breakpoint
insert into account_credit_grant_balances (grant_id, account_id, remaining_minor)
select grant_id, account_id, sum(amount_minor) from account_credit_movements group by grant_id, account_id;--> statement-breakpoint
ALTER TABLE "account_credit_movements" ALTER COLUMN "grant_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "account_credit_grant_balances" ADD CONSTRAINT "account_credit_grant_balances_grant_id_account_credit_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."account_credit_grants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credit_grant_balances" ADD CONSTRAINT "account_credit_grant_balances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credit_grants" ADD CONSTRAINT "account_credit_grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credit_grants" ADD CONSTRAINT "account_credit_grants_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_credit_grant_balances_left" ON "account_credit_grant_balances" USING btree ("account_id") WHERE "account_credit_grant_balances"."remaining_minor" > 0;--> statement-breakpoint
CREATE INDEX "account_credit_grant_balances_expiring" ON "account_credit_grant_balances" USING btree ("expires_on") WHERE "account_credit_grant_balances"."remaining_minor" > 0 and "account_credit_grant_balances"."expires_on" is not null;--> statement-breakpoint
CREATE INDEX "account_credit_grants_account" ON "account_credit_grants" USING btree ("account_id");--> statement-breakpoint
ALTER TABLE "account_credit_movements" ADD CONSTRAINT "account_credit_movements_grant_id_account_credit_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."account_credit_grants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_credit_movements_grant" ON "account_credit_movements" USING btree ("grant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_credit_movements_expired" ON "account_credit_movements" USING btree ("grant_id") WHERE "account_credit_movements"."kind" = 'expired';--> statement-breakpoint
ALTER TABLE "account_credit_movements" ADD CONSTRAINT "account_credit_movements_sign" CHECK ("account_credit_movements"."amount_minor" <> 0 and ("account_credit_movements"."amount_minor" < 0) = ("account_credit_movements"."kind" in ('applied', 'expired')));--> statement-breakpoint
ALTER TABLE "account_credit_movements" ADD CONSTRAINT "account_credit_movements_cause" CHECK (case "account_credit_movements"."kind" when 'granted' then "account_credit_movements"."reason" is not null
        when 'overpayment' then "account_credit_movements"."payment_id" is not null when 'prepaid' then "account_credit_movements"."payment_id" is not null
        when 'credit_note' then "account_credit_movements"."credit_note_id" is not null and "account_credit_movements"."invoice_id" is not null when 'expired' then true
        else "account_credit_movements"."invoice_id" is not null end);