import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Executor = Database | Transaction;

export type DatabaseConnection = { readonly db: Database; readonly close: () => Promise<void> };

export type ConnectOptions = {
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** Commits that a crash of the machine may take back: for work that is begun anew then. */
  readonly isDisposable?: boolean;
};

// Lists of many lengths are statements of their own each; kept, they would fill the server's memory.
const preparedParametersMax = 16;

type Statement = readonly [query: string, parameters?: postgres.ParameterOrJSON<never>[], options?: object];
type Preparing = { unsafe: (...statement: Statement) => unknown };

/** Keeps statements prepared, which saves a round trip for each; drizzle asks for it only where a statement has a name. */
const prepareStatements = (client: Preparing): void => {
  const { unsafe } = client;
  client.unsafe = (query, parameters = [], options = {}) =>
    unsafe(query, parameters, { ...options, prepare: parameters.length <= preparedParametersMax });
};

type Nesting = Record<"begin" | "savepoint", (...args: unknown[]) => unknown>;

const prepareInside = (client: Nesting, open: "begin" | "savepoint"): void => {
  const original = client[open];
  client[open] = (...args) => {
    const work = args.pop() as (inner: unknown) => unknown;
    return original(...args, (inner: unknown) => {
      prepareStatements(inner as Preparing);
      prepareInside(inner as Nesting, "savepoint");
      return work(inner);
    });
  };
};

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
      ...(options.isDisposable ? { synchronous_commit: "off" } : {}),
    },
  });
  prepareStatements(client as unknown as Preparing);
  prepareInside(client as unknown as Nesting, "begin");
  return { db: drizzle({ client }), close: () => client.end({ timeout: 5 }) };
};
