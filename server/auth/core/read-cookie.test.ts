import { expect, it } from "vitest";
import { readCookie } from "./read-cookie";

it.each([
  ["account=acc_1", "account", "acc_1"],
  ["a=1; account=acc_1; b=2", "account", "acc_1"],
  ["xaccount=no;account=yes", "account", "yes"],
  ["account=first; account=second", "account", "first"],
  ['account="quoted"', "account", "quoted"],
  ["account=a%40b%3D", "account", "a@b="],
  ["account=100%", "account", "100%"],
  ["account=a=b", "account", "a=b"],
  ["account=", "account", ""],
  ["account", "account", null],
  ["", "account", null],
  [null, "account", null],
])("reads %j", (header, name, expected) => {
  expect(readCookie(header, name)).toBe(expected);
});
