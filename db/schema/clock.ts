import { sql } from "drizzle-orm";
import { check, pgTable, smallint, text, timestamp } from "drizzle-orm/pg-core";

export const businessClock = pgTable(
  "business_clock",
  {
    id: smallint("id").primaryKey().default(1),
    mode: text("mode", { enum: ["system", "frozen"] }).notNull(),
    frozenAt: timestamp("frozen_at", { withTimezone: true }),
  },
  (t) => [
    check("business_clock_one_row", sql`${t.id} = 1`),
    check("business_clock_frozen_at", sql`(${t.mode} = 'frozen') = (${t.frozenAt} is not null)`),
  ],
);
