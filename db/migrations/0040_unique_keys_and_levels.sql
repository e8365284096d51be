ALTER TABLE "meters" ADD COLUMN "key_property" text;--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "op" text DEFAULT 'add' NOT NULL;--> statement-breakpoint
ALTER TABLE "meters" ADD CONSTRAINT "meters_key_property" CHECK (("meters"."aggregation" = 'count_unique') = ("meters"."key_property" is not null));