import { describe, expect, it } from "vitest";
import { readCount } from "./read-count";

describe("readCount", () => {
  it.each([
    ["47350", 47_350n],
    ["47,350", 47_350n],
    ["47.350", 47_350n],
    ["47 350", 47_350n],
    ["1.234.567", 1_234_567n],
    ["47k", 47_000n],
    ["47.35K", 47_350n],
    ["0", 0n],
    ["", 0n],
  ])("reads %j", (text, count) => {
    expect(readCount(text)).toEqual({ kind: "number", count });
  });

  it.each(["many", "-5", "4,73", "1.5", "47kk", "1e6", "1,2345", "9".repeat(16)])("cannot read %j", (text) => {
    expect(readCount(text)).toEqual({ kind: "unreadable" });
  });
});
