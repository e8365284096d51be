import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Executor } from "@/db/client";
import { invariant } from "@/server/kernel";

/**
 * Inserts many rows in one statement with one parameter a column, whatever their number: a list of values would meet
 * the limit of 65,535 parameters and cost the driver four times as much. Columns that no row names keep their default;
 * one that some rows name is null in the others.
 */
export const insertRows = async <Table extends PgTable>(
  ctx: { readonly db: Executor },
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> => {
  if (rows.length === 0) return;
  const named = Object.entries(getTableColumns(table)).filter(([key]) =>
    rows.some((row) => (row as Record<string, unknown>)[key] !== undefined),
  );
  invariant(named.length > 0, "A row names at least one column.");
  const names = named.map(([, column]) => sql.identifier(column.name));
  const picked = named.map(([, column]) => pickGiven(column));
  await ctx.db.execute(sql`
    insert into ${table} (${sql.join(names, sql`, `)})
    select ${sql.join(picked, sql`, `)} from ${unnestRows(named, rows)}`);
};

/** Gives many rows new values in one statement: `key` names the column that tells which row, the others are set. */
export const updateRows = async <Table extends PgTable>(
  ctx: { readonly db: Executor },
  table: Table,
  key: keyof Table["$inferInsert"] & string,
  rows: readonly Partial<Table["$inferInsert"]>[],
): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  const named = Object.entries(getTableColumns(table)).filter(([name]) => name in first);
  const keyColumn = named.find(([name]) => name === key)?.[1];
  invariant(keyColumn && named.length > 1, "A change names its row and what is new.");
  const sets = named
    .filter(([name]) => name !== key)
    .map(([, column]) => sql`${sql.identifier(column.name)} = ${pickGiven(column)}`);
  await ctx.db.execute(sql`
    update ${table} set ${sql.join(sets, sql`, `)}
    from ${unnestRows(named, rows)} where ${keyColumn} = ${pickGiven(keyColumn)}`);
};

type NamedColumns = readonly (readonly [key: string, column: PgColumn])[];

const unnestRows = (named: NamedColumns, rows: readonly object[]): SQL => {
  const names = named.map(([, column]) => sql.identifier(column.name));
  const sets = named.map(([key, column]) => {
    const values = rows.map((row) => (row as Record<string, unknown>)[key]);
    return sql`${writeArray(values, column)}::text::${sql.raw(arrayTypeOf(column))}[]`;
  });
  return sql`unnest(${sql.join(sets, sql`, `)}) as given(${sql.join(names, sql`, `)})`;
};

// An array of arrays would be unnested to its bottom, so such columns travel as text and are read row by row.
const pickGiven = (column: PgColumn): SQL =>
  isArray(column)
    ? sql`given.${sql.identifier(column.name)}::${sql.raw(column.getSQLType())}`
    : sql`given.${sql.identifier(column.name)}`;

const isArray = (column: PgColumn): boolean => column.getSQLType().endsWith("[]");

// Without the scale: a value is rounded by the column or not at all, never on the way.
const arrayTypeOf = (column: PgColumn): string =>
  isArray(column) ? "text" : column.getSQLType().replace(/\(.*\)/, "");

const writeArray = (values: readonly unknown[], column: PgColumn): string =>
  `{${values.map((value) => writeElement(value, column)).join(",")}}`;

const writeElement = (value: unknown, column: PgColumn): string => {
  if (value === null || value === undefined) return "NULL";
  if (isArray(column)) return quote(`{${(value as readonly unknown[]).map((item) => quote(String(item))).join(",")}}`);
  if (column.getSQLType() === "jsonb") return quote(JSON.stringify(value));
  if (value instanceof Date) return quote(value.toISOString());
  return typeof value === "string" ? quote(value) : String(value);
};

const quote = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;
