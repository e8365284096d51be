import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Executor = Database | Transaction;

export type DatabaseConnection = { readonly db: Database; readonly close: () => Promise<void> };

export type ConnectOptions = { readonly poolSize?: number; readonly applicationName?: string };

export const connectDatabase = (url: string, options: ConnectOptions = {}): DatabaseConnection => {
  const client = postgres(url, {
    max: options.poolSize ?? 10,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? "perennial",
      statement_timeout: 30_000,
      // A process that was stopped in the middle of a transaction must not hold its locks for ever.
      idle_in_transaction_session_timeout: 20_000,
    },
  });
  return { db: drizzle({ client }), close: () => client.end({ timeout: 5 }) };
};
