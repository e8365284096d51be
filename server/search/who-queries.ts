import { type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "@/server/platform";
import { escapeLike } from "@/server/platform/escape-like";
import { countMax, type SearchClues } from "./core";

/** Somebody whom the words or the address of a search name. */
export type Match = { readonly id: string; readonly kind: "name" | "email" | "close"; readonly value: string };

export type WhoKind = "accounts" | "people";
export type WhoClues = Pick<SearchClues, "email" | "words">;

type Source = {
  readonly from: SQL;
  readonly id: SQL;
  readonly name: SQL;
  readonly emailFrom: SQL;
  readonly emailId: SQL;
  readonly limit: SQL;
};

const limit = sql`limit ${countMax + 1}`;

// People are those of customers; staff have rooms of their own.
const sources: Readonly<Record<WhoKind, Source>> = {
  accounts: {
    from: sql`accounts n`,
    id: sql`n.id`,
    name: sql`n.name`,
    emailFrom: sql`contacts e`,
    emailId: sql`e.account_id`,
    limit,
  },
  people: {
    from: sql`account_members m join users n on n.id = m.user_id`,
    id: sql`n.id`,
    name: sql`n.name`,
    emailFrom: sql`account_members m join users e on e.id = m.user_id`,
    emailId: sql`e.id`,
    limit,
  },
};

const local = sql`split_part(lower(e.email), '@', 1)`;
const domain = sql`split_part(lower(e.email), '@', 2)`;
const last = "\u{10FFFF}";

// Unlike a pattern, a range is looked up in an index whatever the text is.
const startsWith = (column: SQL, text: string): SQL => sql`${column} ~>=~ ${text} and ${column} ~<~ ${text + last}`;

const emails = ({ emailFrom, emailId, limit: some }: Source, where: SQL, rank: SQL): SQL => sql`
  (select ${emailId} as id, 'email' as kind, e.email as value, ${rank} as rank from ${emailFrom}
    where ${where} ${some})`;

const byEmail = (source: Source, { local: before, domain: after }: { local: string; domain: string }): SQL => {
  if (!before) return emails(source, startsWith(domain, after), sql`0`);
  if (!after) return emails(source, startsWith(local, before), sql`0`);
  const where = sql`${local} = ${before} and ${startsWith(domain, after)}`;
  return emails(source, where, sql`(case when ${domain} = ${after} then 0 else 1 end)`);
};

const byName = ({ from, id, name, limit: some }: Source, words: readonly string[]): SQL => {
  const text = words.join(" ");
  const conditions = words.map((word) => sql`fold_text(${name}) like ${`%${escapeLike(word)}%`}`);
  return sql`(select ${id} as id, 'name' as kind, ${name} as value,
    (case when fold_text(${name}) = ${text} then 0 when starts_with(fold_text(${name}), ${text}) then 1 else 2 end)
      as rank
    from ${from} where ${sql.join(conditions, sql` and `)} ${some})`;
};

const byWords = (source: Source, words: readonly string[]): SQL => {
  const [word = "", ...others] = words;
  if (others.length > 0 || !/^[\w.+-]{2,}$/.test(word)) return byName(source, words);
  const found = [
    byName(source, words),
    emails(source, startsWith(local, word), sql`2`),
    emails(source, startsWith(domain, word), sql`2`),
  ];
  return sql.join(found, sql` union all `);
};

export const listMatches = async (ctx: ServiceContext, found: SQL): Promise<Match[]> => {
  const rows = await ctx.db.execute<Match>(sql`
    select id, kind, value from (
      select distinct on (id) id, kind, value, rank from (${found}) all_found order by id, rank, value) f
    order by rank, lower(value), id limit ${countMax + 1}`);
  return [...rows];
};

/** As it is written: the whole address, its beginning, its domain, or the words of a name. */
export const listNamed = (ctx: ServiceContext, kind: WhoKind, { email, words }: WhoClues): Promise<Match[]> =>
  listMatches(ctx, email ? byEmail(sources[kind], email) : byWords(sources[kind], words));

/** Of one account whether it is named, for when too many are to list them. */
export const isNamed = (accountId: SQL, { email, words }: WhoClues): SQL => {
  const source = { ...sources.accounts, limit: sql`` };
  const found = email ? byEmail(source, email) : byWords(source, words);
  // Counted, because what only has to exist would be looked for before the clues that leave less.
  return sql`(select count(*) from (${found}) named where named.id = ${accountId}) > 0`;
};

const mistakesMax = (text: string): number => (text.length <= 3 ? 1 : 2);
const readMax = 5_000;
const shown = 20;

type Email = { readonly local: string; readonly domain: string };

const distance = (column: SQL, text: string): SQL =>
  sql`levenshtein_less_equal(left(${column}, 60), ${text.slice(0, 60)}, ${mistakesMax(text)})`;

// Many share a first name or a mail provider: of those no more are compared than can be in a moment.
const closeEmails = (source: Source, among: SQL, { local: before, domain: after }: Email): SQL => sql`
  (select id, 'close' as kind, email as value, of_local + of_domain as rank
    from (select id, email, ${distance(local, before)} as of_local, ${distance(domain, after)} as of_domain
      from (select ${source.emailId} as id, e.email from ${source.emailFrom} where ${among} limit ${readMax}) e) e
    where of_local <= ${mistakesMax(before)} and of_domain <= ${mistakesMax(after)} order by rank limit ${shown})`;

/** Up to two letters wrong in one half of an address: the other half leads to it, and the first letter where it can. */
const byMistypedHalf = (source: Source, email: Email, first: "right" | "any"): SQL => {
  const begins = (column: SQL, text: string) => (first === "right" ? startsWith(column, text.slice(0, 1)) : sql`true`);
  const among = [
    sql`${local} = ${email.local} and ${begins(domain, email.domain)}`,
    sql`${domain} = ${email.domain} and ${begins(local, email.local)}`,
  ];
  return sql.join(
    among.map((where) => closeEmails(source, where, email)),
    sql` union all `,
  );
};

// At a mail provider only what resembles the name is worth comparing.
const byLikeLocal = (source: Source, email: Email): SQL =>
  closeEmails(source, sql`${domain} = ${email.domain} and ${local} % ${email.local}`, email);

const byMistypedName = ({ from, id, name }: Source, words: readonly string[], limit: number): SQL => {
  const text = words.join(" ");
  return sql`(select ${id} as id, 'close' as kind, ${name} as value, ${text} <<-> fold_text(${name}) as rank
    from ${from} where ${text} <% fold_text(${name}) order by rank limit ${limit})`;
};

const hasLetters = (words: readonly string[]): boolean => words.some((word) => word.length > 2);

/** Ways from a mistyped address or name to whom it means, one after the other until somebody is found. */
export const mistypedWays = ({ email, words }: WhoClues): ((kind: WhoKind) => SQL)[] => {
  if (!email) return hasLetters(words) ? [(kind) => byMistypedName(sources[kind], words, shown)] : [];
  if (!email.local || !email.domain) return [];
  return [
    (kind) => byMistypedHalf(sources[kind], email, "right"),
    (kind) => byMistypedHalf(sources[kind], email, "any"),
    (kind) => byLikeLocal(sources[kind], email),
  ];
};

/** How alike names have to be, from now to the end of the transaction: less, and a short text takes half a second. */
export const setLikeness = async (ctx: ServiceContext, likeness: "0.45" | "0.4"): Promise<void> => {
  await ctx.db.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${likeness}, true)`);
};

/** The few whose names resemble a text most. */
export const listNearest = (ctx: ServiceContext, words: readonly string[]): Promise<Match[]> =>
  hasLetters(words) ? listMatches(ctx, byMistypedName(sources.accounts, words, 3)) : Promise.resolve([]);
