import { compareRationals, parseRational } from "@/server/kernel";

export type Difference = { readonly path: string; readonly expected: unknown; readonly actual: unknown };

const exactNumber = /^-?\d+(\.\d+)?(\/\d+)?$/;

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSameText = (expected: string, actual: string): boolean =>
  exactNumber.test(expected) && exactNumber.test(actual)
    ? compareRationals(parseRational(expected), parseRational(actual)) === 0
    : expected === actual;

const isSameLeaf = (expected: unknown, actual: unknown): boolean =>
  typeof expected === "string" && typeof actual === "string" ? isSameText(expected, actual) : expected === actual;

const placed = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

const compareInOrder = (expected: readonly unknown[], actual: readonly unknown[], path: string): Difference[] =>
  expected.flatMap((item, at) => compareAnswer(item, actual[at], `${path}[${at}]`));

/** Each expected line takes the first line not yet taken that equals it. */
const compareAsMultiset = (expected: readonly unknown[], actual: readonly unknown[], path: string): Difference[] => {
  const left = [...actual];
  return expected.flatMap((item, at) => {
    const found = left.findIndex((candidate) => compareAnswer(item, candidate, "").length === 0);
    if (found >= 0) left.splice(found, 1);
    return found >= 0 ? [] : [{ path: `${path}[${at}]`, expected: item, actual: left[0] }];
  });
};

const invoiceLines = /^invoices\[\d+\]\.lines$/;

const compareLists = (expected: readonly unknown[], actual: unknown, path: string): Difference[] => {
  if (!Array.isArray(actual)) return [{ path, expected, actual }];
  if (actual.length !== expected.length) return [{ path, expected, actual }];
  return invoiceLines.test(path) ? compareAsMultiset(expected, actual, path) : compareInOrder(expected, actual, path);
};

/** Every field that is expected and differs; what the answer has beyond that is not looked at. */
export const compareAnswer = (expected: unknown, actual: unknown, path: string): Difference[] => {
  if (Array.isArray(expected)) return compareLists(expected, actual, path);
  if (isFields(expected)) {
    if (!isFields(actual)) return [{ path, expected, actual }];
    return Object.entries(expected).flatMap(([name, value]) => compareAnswer(value, actual[name], placed(path, name)));
  }
  return isSameLeaf(expected, actual) ? [] : [{ path, expected, actual }];
};
