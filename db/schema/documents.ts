import { sql } from "drizzle-orm";
import { customType, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** An issued PDF never changes: the first rendering is kept and served ever after. */
export const renderedDocuments = pgTable("rendered_documents", {
  documentId: text("document_id").primaryKey(),
  accountId: text("account_id").notNull(),
  fileName: text("file_name").notNull(),
  sha256: text("sha256").notNull(),
  bytes: bytea("bytes").notNull(),
  renderedAt: timestamp("rendered_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
