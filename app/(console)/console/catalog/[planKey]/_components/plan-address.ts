import type { Route } from "next";
import { z } from "zod";
import { readCount } from "@/components/form/read-count";
import { type Interval, intervalUnits } from "@/server/kernel";
import type { AskedCount } from "@/server/support";
import { matching } from "../../../_components/query-words";

/** What an address of a plan says: the version, the price that is worked out, and for how many. */
export type PlanAddress = {
  readonly version: number | null;
  readonly against: number | null;
  readonly currency: string | null;
  readonly interval: Interval | null;
  /** As it was typed. */
  readonly quantity: string;
  /** By the key of a usage charge, as it was typed. */
  readonly used: Readonly<Record<string, string>>;
};

const versionOrNull = z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null);
const typed = z.string().max(40).catch("");

const params = z.object({
  version: versionOrNull,
  against: versionOrNull,
  ccy: matching(/^[A-Z]{3}$/),
  term: matching(/^([1-9]\d{0,2}-)?(day|week|month|year)$/),
  quantity: typed,
});

const usedName = /^used\.([\w-]{1,60})$/;
const usedMax = 20;

const readUsed = (given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given)
      .flatMap(([name, value]) => {
        const key = usedName.exec(name)?.[1];
        return key === undefined ? [] : [[key, typed.parse(value)] as const];
      })
      .filter(([, text]) => text !== "")
      .slice(0, usedMax),
  );

/** `month`, or `3-month` for every third. */
export const writeInterval = ({ unit, count }: Interval): string => (count === 1 ? unit : `${count}-${unit}`);

const readInterval = (text: string | null): Interval | null => {
  const unit = intervalUnits.find((name) => text?.endsWith(name));
  return unit && text ? { unit, count: Number.parseInt(text, 10) || 1 } : null;
};

/** Values that make no sense are as if they were not there; a quantity is kept as it was typed. */
export const readPlanAddress = (given: Readonly<Record<string, unknown>>): PlanAddress => {
  const { version, against, ccy, term, quantity } = params.parse(given);
  return { version, against, currency: ccy, interval: readInterval(term), quantity, used: readUsed(given) };
};

export const askedCount = (text: string): AskedCount | null => {
  if (text.trim() === "") return null;
  const read = readCount(text);
  return read.kind === "number" ? read.count : "unreadable";
};

export const planHref = (key: string, address: PlanAddress, change: Partial<PlanAddress> = {}): Route => {
  const { version, against, currency, interval, quantity, used } = { ...address, ...change };
  const written = new URLSearchParams();
  const all = {
    version: version?.toString(),
    against: against?.toString(),
    ccy: currency,
    term: interval && writeInterval(interval),
    quantity,
  };
  for (const [name, value] of Object.entries(all)) if (value) written.set(name, value);
  for (const [name, value] of Object.entries(used)) written.set(`used.${name}`, value);
  return (written.size > 0 ? `/console/catalog/${key}?${written}` : `/console/catalog/${key}`) as Route;
};
