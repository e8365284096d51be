CREATE TABLE "revenue_progress" (
	"seller_id" text PRIMARY KEY NOT NULL,
	"recognized_through_month" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "revenue_schedules_recognizable";--> statement-breakpoint
CREATE INDEX "revenue_schedules_recognizable" ON "revenue_schedules" USING btree ("seller_id","recognizable_until_on","line_id");