import { expect, it } from "vitest";
import { chooseLanding } from "./choose-landing";

it.each([
  [true, false, null, "/console"],
  [false, true, null, "/account"],
  [true, true, null, "/console"],
  [true, true, "/account/invoices?page=2", "/account/invoices?page=2"],
  [false, false, null, "/"],
])("page P9.1 lands staff %s, member %s, from %s at %s", (isStaff, isMember, returnTo, expected) => {
  expect(chooseLanding({ isStaff, isMember, returnTo })).toBe(expected);
});
