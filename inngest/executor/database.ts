import postgres from "postgres";

type NoCustomTypes = postgres.Sql extends postgres.Sql<infer T> ? T : never;

export type Database = postgres.Sql;
export type Transaction = postgres.TransactionSql;
/** What a single statement needs: the pool or an open transaction. */
export type Queryable = postgres.ISql<NoCustomTypes>;

/** The one channel on which executors tell each other that there is something due. */
export const wakeChannel = "inngest_embedded_wake";

// A process that was stopped in the middle of a transaction must not hold its locks against those that took over.
const idleInTransactionMs = 5_000;

export function connect(databaseUrl: string, connectionsMax: number): Database {
  return postgres(databaseUrl, {
    max: connectionsMax,
    onnotice: () => undefined,
    connection: {
      application_name: "perennial-executor",
      idle_in_transaction_session_timeout: idleInTransactionMs,
    },
  });
}

/** Serialization failures, deadlocks, and everything that means the connection or the server went away. */
export function isTransient(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(40001|40P01|25P03|08|57P|53|CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOENT)/.test(code);
}
