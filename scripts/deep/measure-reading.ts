import { randomBytes } from "node:crypto";
import { chromium } from "@playwright/test";
import postgres from "postgres";
import { sealSessionCookie } from "@/server/auth/session-cookie";
import { busyName } from "./busy-account";

const requests = 30;
const paints = 12;

/** Milliseconds; the aims of reading at 190,000 invoices. */
export const aims = { answer: 300, paint: 600, account: 1_000 } as const;
type Aim = keyof typeof aims;

export type Reading = {
  readonly page: string;
  readonly kind: Aim;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly isMet: boolean;
};

const shareOf = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);

const readingOf = (page: string, kind: Aim, times: readonly number[]): Reading => {
  const sorted = [...times].sort((a, b) => a - b);
  const p95 = shareOf(sorted, 0.95);
  return { page, kind, p50: shareOf(sorted, 0.5), p95, max: shareOf(sorted, 1), isMet: p95 <= aims[kind] };
};

type Product = { readonly origin: string; readonly databaseUrl: string };

type Cookie = { readonly name: string; readonly value: string };

const signIn = async (sql: postgres.Sql): Promise<Cookie> => {
  const id = `ses_${randomBytes(13).toString("hex")}`;
  await sql`insert into user_sessions (id, user_id, created_at, last_seen_at, expires_at)
    select ${id}, u.id, now(), now(), now() + interval '1 day' from users u where u.email = 'claire@alderpost.example'`;
  return sealSessionCookie(id);
};

type Samples = { readonly numbers: readonly string[]; readonly days: readonly string[]; readonly busyId: string };

const readSamples = async (sql: postgres.Sql): Promise<Samples> => {
  const numbers = await sql`select number from invoice_numbers tablesample system (1) limit ${requests}`;
  const days = await sql`select distinct issue_on::text as day from invoices order by 1 desc limit ${requests}`;
  const [busy] = await sql`select id from accounts where name = ${busyName}`;
  return { numbers: numbers.map(({ number }) => number), days: days.map(({ day }) => day), busyId: busy?.id };
};

type Asked = { readonly page: string; readonly kind: Aim; readonly address: (turn: number) => string };

const listAsked = ({ numbers, days, busyId }: Samples): Asked[] => {
  const day = (turn: number): string => days[turn % days.length] ?? "";
  const answer = (page: string, address: Asked["address"]): Asked => ({ page, kind: "answer", address });
  const find = (text: (turn: number) => string) => (turn: number) =>
    `/console/search/results?q=${encodeURIComponent(text(turn))}`;
  return [
    answer("F1 first page", () => "/console/invoices"),
    answer("F1 of a currency and days", (turn) => `/console/invoices?currency=GBP&from=${day(turn)}&to=${day(0)}`),
    answer("F1 open, by total", () => "/console/invoices?status=open&sort=total"),
    answer("F1 by number", (turn) => `/console/invoices?q=${numbers[turn % numbers.length]}`),
    answer("F7 entries", () => "/console/ledger"),
    answer("F7 entries of a day", (turn) => `/console/ledger?from=${day(turn)}&to=${day(turn)}`),
    answer("F7 trial balance as of a day", (turn) => `/console/ledger?view=trial&day=${day(turn)}`),
    answer(
      "C2 number",
      find((turn) => numbers[turn % numbers.length] ?? ""),
    ),
    answer(
      "C2 e-mail",
      find((turn) => `bench-${turn * 331}@tulpe.example`),
    ),
    answer(
      "C2 name with a typo",
      find(() => "Busiets Harbor"),
    ),
    answer(
      "C2 amount",
      find((turn) => `${100 + turn * 7}.50`),
    ),
    answer(
      "C2 last four",
      find(() => "4242"),
    ),
    answer("Accounts, first page", () => "/console/accounts"),
    answer("Accounts of a country by debt", () => "/console/accounts?country=DE&sort=owes"),
    { page: "T1 with 240 invoices and 3,000 events", kind: "account", address: () => `/console/accounts/${busyId}` },
  ];
};

const timeAnswer = async (url: string, cookie: Cookie): Promise<number> => {
  const began = performance.now();
  const response = await fetch(url, { headers: { cookie: `${cookie.name}=${cookie.value}` }, redirect: "manual" });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  return performance.now() - began;
};

/** Asks each page several times, first once to warm it up, then looks when a browser has painted the lists. */
export const measureReading = async ({ origin, databaseUrl }: Product): Promise<Reading[]> => {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const cookie = await signIn(sql);
  const samples = await readSamples(sql);
  await sql.end();
  const readings: Reading[] = [];
  for (const { page, kind, address } of listAsked(samples)) {
    await timeAnswer(origin + address(0), cookie);
    const times: number[] = [];
    for (let turn = 0; turn < requests; turn += 1) times.push(await timeAnswer(origin + address(turn), cookie));
    readings.push(readingOf(page, kind, times));
  }
  return [...readings, ...(await measurePaint(origin, cookie, samples))];
};

/** In the page: when the largest thing on it was painted, from the start of the navigation. */
const readPaint = (): Promise<number> =>
  new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
      type: "largest-contentful-paint",
      buffered: true,
    });
  });

const measurePaint = async (origin: string, cookie: Cookie, { busyId }: Samples): Promise<Reading[]> => {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error("No browser was found to paint the pages.");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  const painted = async (name: string, kind: Aim, path: string): Promise<Reading> => {
    const times: number[] = [];
    for (let turn = 0; turn <= paints; turn += 1) {
      await page.goto(origin + path, { waitUntil: "commit" });
      await page.getByRole("main").waitFor();
      times.push(await page.evaluate(readPaint));
    }
    return readingOf(name, kind, times.slice(1));
  };
  const readings = [
    await painted("F1 painted", "paint", "/console/invoices"),
    await painted("F7 painted", "paint", "/console/ledger"),
    await painted("C2 painted", "paint", "/console/search?q=Busiest"),
    await painted("T1 ready", "account", `/console/accounts/${busyId}`),
  ];
  await browser.close();
  return readings;
};
