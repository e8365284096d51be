import { sql } from "drizzle-orm";
import { dayInZone } from "@/server/kernel";
import { type Permission, requirePermission, type ServiceContext, sqlState } from "@/server/platform";
import {
  countMax,
  hasClue,
  narrowBy,
  parseSearch,
  type SearchClues,
  type SearchGroup,
  type SearchReason,
  type SearchResult,
  type SearchSection,
} from "./core";
import { cardOf, invoiceClues, paymentClues, type Scope, subscriptionClues, textArray } from "./document-conditions";
import {
  type Hits,
  listAccountHits,
  listAccountsBearing,
  listInvoiceHits,
  listPaymentHits,
  listPeopleHits,
  listSubscriptionHits,
  type Reasons,
} from "./hit-queries";
import {
  isNamed,
  listMatches,
  listNamed,
  listNearest,
  type Match,
  mistypedWays,
  setLikeness,
  type WhoKind,
} from "./who-queries";

export type SearchInput = {
  readonly text: string;
  /** How many of each group are listed. */
  readonly limit: number;
  readonly zone: string;
};

const mayRead = (ctx: ServiceContext, permission: Permission): boolean =>
  ctx.actor.kind === "system" || (ctx.actor.kind === "staff" && ctx.actor.permissions.includes(permission));

const asReasons = (matches: readonly Match[]): Map<string, readonly SearchReason[]> =>
  new Map(matches.map(({ id, kind, value }) => [id, [{ kind, value }]]));

const take = (reasons: Reasons, limit: number): Reasons => new Map([...reasons].slice(0, limit));

type Who = Readonly<Record<WhoKind, readonly Match[]>>;

const nobody: Who = { accounts: [], people: [] };

const tookTooLong = (error: unknown): boolean => sqlState(error) === "57014";

const longest = sql`set local statement_timeout = '2s'`;

/** Likeness to a word that very many names bear takes long to tell; after a moment there is simply none. */
const withinMoment = async <Found>(
  ctx: ServiceContext,
  otherwise: Found,
  work: (ctx: ServiceContext) => Promise<Found>,
): Promise<Found> => {
  try {
    return await ctx.db.transaction(async (db) => {
      await db.execute(sql`set local statement_timeout = '250ms'`);
      const found = await work({ ...ctx, db });
      // What is set inside outlives it, unless it fails.
      await db.execute(longest);
      return found;
    });
  } catch (error) {
    if (tookTooLong(error)) return otherwise;
    throw error;
  }
};

const findMistyped = async (ctx: ServiceContext, clues: SearchClues): Promise<Who> => {
  await setLikeness(ctx, "0.45");
  for (const way of mistypedWays(clues)) {
    const close = {
      accounts: await listMatches(ctx, way("accounts")),
      people: await listMatches(ctx, way("people")),
    };
    if (isSomebody(close)) return close;
  }
  return nobody;
};

const isSomebody = ({ accounts, people }: Who): boolean => accounts.length + people.length > 0;

/** An address says better who is meant than words do. */
const findWho = async (ctx: ServiceContext, clues: SearchClues): Promise<Who> => {
  if (!clues.email && clues.words.length === 0) return nobody;
  const exact = { accounts: await listNamed(ctx, "accounts", clues), people: await listNamed(ctx, "people", clues) };
  if (isSomebody(exact)) return exact;
  return withinMoment(ctx, nobody, (inner) => findMistyped(inner, clues));
};

const names = (clues: SearchClues): boolean => clues.email !== null || clues.words.length > 0;

const namesOnly = ({ email: _email, words: _words, ...rest }: SearchClues): boolean =>
  Object.values(rest).every((clue) => clue === null);

const isAlone = (clues: SearchClues, ...kinds: (keyof SearchClues)[]): boolean =>
  !names(clues) &&
  Object.entries(clues).every(
    ([name, clue]) => name === "words" || clue === null || kinds.includes(name as keyof SearchClues),
  );

/** Accounts are looked for by who they are, by their number, or by a card alone; amounts and days speak of documents. */
const findAccounts = async (ctx: ServiceContext, clues: SearchClues, who: Who): Promise<Reasons> => {
  if (names(clues)) return namesOnly(clues) ? asReasons(who.accounts) : new Map();
  if (!isAlone(clues, "account", "digits", "last4", "id")) return new Map();
  if (clues.id) return clues.id.startsWith("acc_") ? new Map([[clues.id, [{ kind: "id" }]]]) : new Map();
  const reference = clues.account?.toString() ?? clues.digits;
  return listAccountsBearing(ctx, { reference, last4: mayRead(ctx, "payments:read") ? cardOf(clues) : null });
};

const idsOf = (matches: readonly Match[]) => textArray(matches.map(({ id }) => id));

// Of names that many bear, not all are listed: then each document is asked whose it is.
const scopeOf = (clues: SearchClues, { accounts, people }: Who): Scope => {
  if (!names(clues)) return null;
  if (accounts.length > countMax) return (accountId) => isNamed(accountId, clues);
  return (accountId) => sql`${accountId} in (select unnest(${idsOf(accounts)}) union all
    select account_id from account_members where user_id = any(${idsOf(people)}))`;
};

const ownerReason = (who: Who): SearchReason[] => {
  const [first] = who.accounts;
  return first && who.accounts.length === 1 ? [{ kind: first.kind, value: first.value }] : [];
};

const searchDocuments = async (
  ctx: ServiceContext,
  clues: SearchClues,
  who: Who,
  { limit, zone }: SearchInput,
): Promise<Record<"subscriptions" | "invoices" | "payments", Hits>> => {
  const scope = scopeOf(clues, who);
  const base = { limit, asOwner: ownerReason(who) };
  const seesInvoices = mayRead(ctx, "invoices:read");
  const invoices = seesInvoices ? invoiceClues(clues, scope, dayInZone(ctx.now, zone)) : null;
  const payments = mayRead(ctx, "payments:read") ? paymentClues(clues, scope) : null;
  // Of a name that very many bear, its accounts say enough.
  const isBroad = namesOnly(clues) && who.accounts.length > countMax;
  const subscriptions = isBroad ? null : subscriptionClues(clues, scope);
  return {
    subscriptions: await listSubscriptionHits(ctx, { ...base, clues: subscriptions }),
    invoices: await listInvoiceHits(ctx, { ...base, clues: invoices }),
    payments: await listPaymentHits(ctx, { ...base, clues: payments, seesInvoices }),
  };
};

const searchAll = async (
  ctx: ServiceContext,
  clues: SearchClues,
  who: Who,
  input: SearchInput,
): Promise<SearchSection[]> => {
  const { limit } = input;
  const accounts = await findAccounts(ctx, clues, who);
  const people: Reasons = namesOnly(clues) ? asReasons(who.people) : new Map();
  const found: Record<SearchGroup, Hits> = {
    accounts: {
      count: accounts.size,
      hits: await listAccountHits(ctx, take(accounts, limit), mayRead(ctx, "invoices:read")),
    },
    people: { count: people.size, hits: await listPeopleHits(ctx, take(people, limit)) },
    ...(await searchDocuments(ctx, clues, who, input)),
  };
  return Object.entries(found).flatMap(([group, { count, hits }]) =>
    hits.length > 0 ? [{ group: group as SearchGroup, count: Math.min(count, countMax), hits }] : [],
  );
};

const findNearest = async (ctx: ServiceContext, { email, words }: SearchClues): Promise<SearchResult["nearest"]> => {
  const wanted = email ? email.domain.split(".").slice(0, 1) : words;
  const [longest = ""] = wanted.toSorted((one, other) => other.length - one.length);
  const found = await withinMoment(ctx, [], async (inner) => {
    await setLikeness(inner, "0.4");
    return listNearest(inner, [longest]);
  });
  return listAccountHits(ctx, asReasons(found), mayRead(ctx, "invoices:read"));
};

/** Whatever somebody has in hand: finds it in the tables themselves, so that what was written a moment ago is found. */
export const search = async (ctx: ServiceContext, input: SearchInput): Promise<SearchResult> => {
  requirePermission(ctx.actor, "accounts:read");
  const { clues, ...read } = parseSearch(input.text, dayInZone(ctx.now, input.zone));
  const nothing: SearchResult = { ...read, isTooSlow: false, sections: [], count: 0, narrowBy: [], nearest: [] };
  if (!hasClue(clues)) return nothing;
  try {
    return await ctx.db.transaction(async (db) => ({ ...nothing, ...(await find({ ...ctx, db }, clues, input)) }), {
      accessMode: "read only",
    });
  } catch (error) {
    if (tookTooLong(error)) return { ...nothing, isTooSlow: true };
    throw error;
  }
};

const find = async (ctx: ServiceContext, clues: SearchClues, input: SearchInput): Promise<Partial<SearchResult>> => {
  await ctx.db.execute(longest);
  const who = await findWho(ctx, clues);
  const sections = await searchAll(ctx, clues, who, input);
  const count = sections.reduce((sum, section) => sum + section.count, 0);
  if (count === 0) return { nearest: isSomebody(who) ? [] : await findNearest(ctx, clues) };
  return { sections, count, narrowBy: narrowBy(clues, sections) };
};
