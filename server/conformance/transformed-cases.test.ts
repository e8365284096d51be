import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { currencyExponent, isCurrency } from "@/server/kernel";
import type { ConformanceCase } from "./conformance-case";
import { readCases, runCase } from "./index";
import { operations } from "./operations";
import {
  datedOperations,
  moneyByOperation,
  moneyOfPercentTiers,
  namesByOperation,
  namesOfTheFormat,
} from "./transformed-fields-test-harness";

type Fields = Readonly<Record<string, unknown>>;
type Leaf = { readonly path: string; readonly value: unknown; readonly holder: Fields };
type Change = {
  readonly leaf: (leaf: Leaf) => unknown;
  readonly key?: (key: string, path: string) => string;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A copy in which every leaf, and where it is wanted every key, is what the change makes of it. */
const rewrite = (value: unknown, change: Change, at: string, holder: Fields): unknown => {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change, `${at}[]`, holder));
  if (!isFields(value)) return change.leaf({ path: at, value, holder });
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      change.key?.(key, at) ?? key,
      rewrite(inside, change, `${at}.${key}`, value),
    ]),
  );
};

const rewriteCase = (given: ConformanceCase, change: Change): ConformanceCase => ({
  ...given,
  input: rewrite(given.input, change, "input", {}) as ConformanceCase["input"],
  expected: rewrite(given.expected, change, "expected", {}),
});

const isOneOf = (patterns: readonly string[]): ((path: string) => boolean) => {
  const escaped = patterns.map((pattern) => pattern.replace(/[.[\]]/g, "\\$&").replaceAll("*", "[^.[]+"));
  const any = new RegExp(`^(${escaped.join("|")})$`);
  return (path) => any.test(path);
};

/** Every name becomes another: the first is the last in the order of their texts, so that an order by name shows. */
const renameAll = (given: ConformanceCase): ConformanceCase | null => {
  const known = namesByOperation[given.op];
  if (!known) return null;
  const isName = isOneOf(known.values);
  const hasNames = known.keysOf.length > 0 ? isOneOf(known.keysOf) : () => false;
  const names = new Map<string, string>();
  const renamed = (name: string): string => {
    if (namesOfTheFormat.test(name)) return name;
    const next = names.get(name) ?? `renamed ${999 - names.size}`;
    names.set(name, next);
    return next;
  };
  return rewriteCase(given, {
    leaf: ({ path, value }) => (isName(path) && typeof value === "string" ? renamed(value) : value),
    key: (key, path) => (hasNames(path) ? renamed(key) : key),
  });
};

type Factor = { readonly n: bigint; readonly d: bigint };

const number = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/;

/** A decimal or a fraction times a factor, as a fraction: whole numbers only, none of the engine's own arithmetic. */
const times = (text: string, { n, d }: Factor): string => {
  const [, sign = "", whole = "", places = "", below = "1"] = number.exec(text) ?? [];
  return `${sign}${BigInt(whole + places) * n}/${BigInt(below) * 10n ** BigInt(places.length) * d}`;
};

const moneyOf = (given: ConformanceCase): readonly string[] => {
  const known = moneyByOperation[given.op];
  if (!known || "leftOut" in known) return [];
  const isShareOfMoney = isFields(given.input.model) && given.input.model.type === "graduated_percentage";
  return isShareOfMoney ? [...known.fields, ...moneyOfPercentTiers] : known.fields;
};

const multiply = (
  given: ConformanceCase,
  factor: Factor,
  isKept: (path: string) => boolean,
): ConformanceCase | null => {
  const fields = moneyOf(given);
  if (fields.length === 0) return null;
  const isMoney = isOneOf(fields);
  return rewriteCase(given, {
    leaf: ({ path, value, holder }) => {
      const isText = typeof value === "string" && number.test(value);
      return isText && isMoney(path) && !isKept(path) && holder.kind !== "percent" ? times(value, factor) : value;
    },
  });
};

const placesOf: readonly string[] = ["places", "amountPlaces", "splitPlaces"];

// What an operation does to money is proportional until it rounds, so the rounded cases are left out one by one.
/** The same case where money has two decimals more: what comes out the same there was not rounded. */
const withFinerMoney = (given: ConformanceCase): ConformanceCase => ({
  ...given,
  input: {
    ...given.input,
    ...(given.input.currency !== undefined && { currency: "CLF" }),
    ...(typeof given.input.step === "string" && { step: times(given.input.step, { n: 1n, d: 100n }) }),
  },
  conventions: Object.fromEntries(
    Object.entries(given.conventions).map(([name, value]) => [
      name,
      placesOf.includes(name) && given.op !== "metrics.retention" ? Number(value) + 2 : value,
    ]),
  ),
  expected: given.op === "money.round" && isFields(given.expected) ? { amount: given.expected.amount } : given.expected,
});

const isRounded = async (given: ConformanceCase): Promise<boolean> =>
  given.input.currency === "CLF" || (await runCase(withFinerMoney(given))).status !== "pass";

const multiplyBySeven = async (given: ConformanceCase): Promise<ConformanceCase | null> => {
  const multiplied = multiply(given, { n: 7n, d: 1n }, () => false);
  return multiplied && !(await isRounded(given)) ? multiplied : null;
};

/** The same minor units in a currency of three decimals: every rounding falls where it fell. */
const moveToThreeDecimals = (given: ConformanceCase): ConformanceCase | null => {
  const { currency } = given.input;
  if (!isCurrency(currency) || currencyExponent(currency) === 3) return null;
  if (placesOf.some((name) => given.conventions[name] !== undefined)) return null;
  const shift = currencyExponent(currency) - 3;
  const factor = shift < 0 ? { n: 1n, d: 10n ** BigInt(-shift) } : { n: 10n, d: 1n };
  const moved = multiply(given, factor, isOneOf(["input.minor", "expected.minor"]));
  if (!moved) return null;
  const isExponent = isOneOf(["expected.exponent"]);
  return rewriteCase(
    { ...moved, input: { ...moved.input, currency: "KWD" } },
    { leaf: ({ path, value }) => (isExponent(path) ? 3 : value) },
  );
};

const date = /^(\d{4})(-\d{2}(-\d{2}(T.*)?)?)$/;

/** 400 years are 146,097 days, which is 20,871 weeks: the calendar is the same again, its leap days and weekdays too. */
const moveFourCenturies = (given: ConformanceCase): ConformanceCase | null => {
  if (!datedOperations.includes(given.op) || given.conventions.rates === "builtin") return null;
  const zones: unknown[] = [given.input.zone, isFields(given.input.schedule) ? given.input.schedule.zone : undefined];
  if (zones.some((zone) => zone !== undefined && zone !== "UTC")) return null;
  const later = (text: string): string =>
    text.replace(date, (_all, year: string, rest: string) => `${Number(year) + 400}${rest}`);
  return rewriteCase(given, { leaf: ({ value }) => (typeof value === "string" ? later(value) : value) });
};

type Transformation = {
  readonly transform: (given: ConformanceCase) => ConformanceCase | null | Promise<ConformanceCase | null>;
  /** Each of these must have cases that can be transformed. */
  readonly reaches: readonly string[];
};

const operationsWithMoney = Object.keys(moneyByOperation).filter((op) => "fields" in (moneyByOperation[op] ?? {}));

const transformations: Readonly<Record<string, Transformation>> = {
  "every name another": { transform: renameAll, reaches: Object.keys(namesByOperation) },
  "amounts times seven": { transform: multiplyBySeven, reaches: operationsWithMoney },
  "the same minor units in a currency of three decimals": {
    transform: moveToThreeDecimals,
    // Retention compares amounts and names no currency.
    reaches: operationsWithMoney.filter((op) => op !== "metrics.retention"),
  },
  "four hundred years later": { transform: moveFourCenturies, reaches: datedOperations },
};

const cases = readCases([path.join(import.meta.dirname, "cases")]).filter(({ op }) => operations[op]);

const textOf = ({ input, expected }: ConformanceCase): string => JSON.stringify({ input, expected });

/** Only those that are another case now. */
const transformAll = async ({ transform }: Transformation): Promise<ConformanceCase[]> => {
  const made = await Promise.all(cases.map(async (given) => ({ given, next: await transform(given) })));
  return made.flatMap(({ given, next }) => (next && textOf(next) !== textOf(given) ? [next] : []));
};

const countByOperation = (given: readonly ConformanceCase[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { op } of given) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
};

const onePlus = (text: string): string => {
  const [top = "", below = ""] = times(text, { n: 1n, d: 1n }).split("/");
  return `${BigInt(top) + BigInt(below)}/${below}`;
};

/** The first thing that is expected, wrong. */
const plantWrongValue = (given: ConformanceCase): ConformanceCase => {
  let isPlanted = false;
  return {
    ...given,
    expected: rewrite(
      given.expected,
      {
        leaf: ({ value }) => {
          if (isPlanted) return value;
          isPlanted = true;
          if (typeof value === "string") return number.test(value) ? onePlus(value) : `${value}?`;
          return value === true ? false : [value];
        },
      },
      "expected",
      {},
    ),
  };
};

const said: string[] = [];
afterAll(() => {
  process.stdout.write(`${said.join("\n")}\n`);
});

describe.each(Object.entries(transformations))("cases with %s", (name, transformation) => {
  it("pass again, and none passes with a wrong value planted in what it expects", async () => {
    const transformed = await transformAll(transformation);
    const counts = countByOperation(transformed);
    said.push(`${transformed.length} cases with ${name}: ${JSON.stringify(counts)}`);
    const results = await Promise.all(transformed.map((given) => runCase(given)));
    expect(results.filter(({ status }) => status !== "pass")).toEqual([]);
    const planted = await Promise.all(transformed.map((given) => runCase(plantWrongValue(given))));
    expect(planted.filter(({ status }) => status === "pass")).toEqual([]);
    expect(Object.keys(counts).sort()).toEqual([...transformation.reaches].sort());
  });
});

it("says of every operation what of it is money, or that nothing is", () => {
  expect(Object.keys(moneyByOperation).sort()).toEqual(Object.keys(operations).sort());
});
