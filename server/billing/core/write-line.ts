import { money } from "@/server/kernel";
import { readPoint, type WrittenPoint, writePoint } from "@/server/subscriptions/core";
import type { NamedLine } from "./name-lines";

type WrittenLine = Omit<NamedLine, "net" | "period"> & {
  readonly net: string;
  readonly period: readonly [WrittenPoint, WrittenPoint];
};

/** A line as it is kept until a document takes it. */
export const writeLine = (line: NamedLine): Record<string, unknown> => {
  const written: WrittenLine = {
    ...line,
    net: String(line.net.minor),
    period: [writePoint(line.period.start), writePoint(line.period.end)],
  };
  return written;
};

export const readLine = (content: Record<string, unknown>, currency: string): NamedLine => {
  const { net, period, ...line } = content as unknown as WrittenLine;
  return {
    ...line,
    net: money(BigInt(net), currency),
    period: { start: readPoint(period[0]), end: readPoint(period[1]) },
  };
};
