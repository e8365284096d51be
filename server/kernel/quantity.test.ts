import { describe, expect, it } from "vitest";
import { parseQuantity, parseSeatCount } from "./quantity";
import { formatRational } from "./rational";

const limits = { min: 1n, max: 500n };

describe("parseQuantity", () => {
  it.each(["12", "12.5", "-3", "0.000000000001", "999999999999.999999999999"])("reads %s exactly", (text) => {
    expect(formatRational(parseQuantity(text))).toBe(text);
  });

  it.each([
    ["", "quantity.malformed"],
    ["1e3", "quantity.malformed"],
    ["1/2", "quantity.malformed"],
    ["٣", "quantity.malformed"],
    ["Infinity", "quantity.malformed"],
    ["0.0000000000001", "quantity.excess_decimals"],
    ["1000000000000", "quantity.out_of_range"],
  ])("refuses %j as %s", (text, reason) => {
    expect(() => parseQuantity(text)).toThrow(expect.objectContaining({ code: "invalid_input", reason }));
  });
});

describe("parseSeatCount", () => {
  it.each([
    ["1", 1n],
    [" 25 ", 25n],
    ["0500", 500n],
  ])("reads %j", (text, count) => {
    expect(parseSeatCount(text, limits)).toBe(count);
  });

  it.each([
    ["0", "quantity.below_minimum", "Enter at least 1 seat."],
    ["-1", "quantity.below_minimum", "Enter at least 1 seat."],
    ["-99999999999999999999", "quantity.below_minimum", "Enter at least 1 seat."],
    ["501", "quantity.above_maximum", "Enter at most 500 seats."],
    ["9223372036854775808", "quantity.above_maximum", "Enter at most 500 seats."],
    ["9".repeat(10_000), "quantity.above_maximum", "Enter at most 500 seats."],
    ["1.5", "quantity.not_whole", "Enter a whole number of seats, such as 5."],
    ["1e308", "quantity.not_whole", "Enter a whole number of seats, such as 5."],
    ["1e3", "quantity.not_whole", "Enter a whole number of seats, such as 5."],
    ["٣", "quantity.not_whole", "Enter a whole number of seats, such as 5."],
    ["", "quantity.not_whole", "Enter a whole number of seats, such as 5."],
    ["+5", "quantity.not_whole", "Enter a whole number of seats, such as 5."],
  ])("refuses %.20s as %s", (text, reason, message) => {
    expect(() => parseSeatCount(text, limits)).toThrow(
      expect.objectContaining({ code: "invalid_input", reason, message }),
    );
  });
});
