import { expect, it } from "vitest";
import { networkAddressOf } from "./network-address";

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["10.9.9.9, 203.0.113.7", "203.0.113.7"],
  ["2001:db8::1", "2001:db8::1"],
  ["a".repeat(500), "a".repeat(64)],
  ["", "unknown"],
  [null, "unknown"],
])("fault T61 %j was sent by %s", (forwarded, expected) => {
  const headers = new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded });
  expect(networkAddressOf(headers)).toBe(expected);
});
