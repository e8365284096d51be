import { describe, expect, it } from "vitest";
import { formatRational, parseRational, rational } from "@/server/kernel";
import {
  type ChargeOptions,
  haveAmounts,
  optionsForShare,
  optionsOfLine,
  plainOptions,
  readOptions,
  writeOptions,
} from "./charge-options";

const all: ChargeOptions = {
  times: rational(12n),
  amountOff: parseRational("1.5"),
  percentOff: parseRational("10"),
  minimum: parseRational("5"),
  maximum: parseRational("40"),
  commitment: parseRational("25"),
  proration: "full",
  pricedFor: { region: "nordics", segment: "nonprofit" },
};

describe("what a charge has beside its price", () => {
  it("is written by name, and what it has not is not written", () => {
    expect(writeOptions(plainOptions)).toEqual({});
    expect(writeOptions(all)).toEqual({
      times: "12",
      amount_off: "1.5",
      percent_off: "10",
      minimum: "5",
      maximum: "40",
      commitment: "25",
      proration: "full",
      priced_for: { region: "nordics", segment: "nonprofit" },
    });
    // A third of a year is no whole number of times, and neither is one.
    expect(writeOptions({ ...plainOptions, times: rational(1n, 3n) })).toEqual({ times: "1/3" });
    expect(writeOptions({ ...plainOptions, times: rational(2n) })).toEqual({ times: "2" });
  });

  it.each([
    ["nothing", plainOptions],
    ["everything", all],
    ["a price for a region", { ...plainOptions, pricedFor: { region: "DE" } }],
    ["a price for a segment", { ...plainOptions, pricedFor: { segment: "startup" } }],
    ["a price for a channel", { ...plainOptions, pricedFor: { channel: "online" as const } }],
  ])("is read as it was written: %s", (_what, options) => {
    expect(readOptions(writeOptions(options))).toEqual(options);
  });

  it("is as if it were not there where it is of another kind", () => {
    const strange = { times: 12, minimum: null, proration: "half", priced_for: "everybody" };
    expect(readOptions(strange)).toEqual(plainOptions);
    expect(readOptions({ priced_for: null })).toEqual(plainOptions);
    expect(readOptions({ priced_for: { region: 3, channel: "fair" } })).toEqual({ ...plainOptions, pricedFor: {} });
  });

  it("holds for a share of a period by that share of its amounts: 2/3 of 1.50, 5.00, 40.00 and 25.00", () => {
    const part = optionsForShare(all, rational(2n, 3n));
    const amounts = [part.amountOff, part.minimum, part.maximum, part.commitment];
    expect(amounts.map((amount) => amount && formatRational(amount))).toEqual(["1", "10/3", "80/3", "50/3"]);
    expect({ ...part, ...{ amountOff: null, minimum: null, maximum: null, commitment: null } }).toEqual({
      ...all,
      ...{ amountOff: null, minimum: null, maximum: null, commitment: null },
    });
    expect(optionsForShare(plainOptions, rational(2n, 3n))).toEqual(plainOptions);
  });

  it("has no part in a line where it is only a commitment, or how parts are charged", () => {
    expect(optionsOfLine(plainOptions)).toBeNull();
    expect(optionsOfLine({ ...plainOptions, commitment: all.commitment, proration: "none" })).toBeNull();
    expect(optionsOfLine(all)).toEqual({ ...all, commitment: null, proration: "policy" });
    expect(optionsOfLine({ ...plainOptions, percentOff: all.percentOff })).toEqual({
      ...plainOptions,
      percentOff: all.percentOff,
    });
  });

  it.each([
    ["amountOff", true],
    ["minimum", true],
    ["maximum", true],
    ["percentOff", false],
    ["commitment", false],
  ] as const)("%s is an amount of a whole period: %s", (name, isAmount) => {
    expect(haveAmounts({ ...plainOptions, [name]: all[name] })).toBe(isAmount);
  });
});
