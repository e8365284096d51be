import { expect, it } from "vitest";
import { isSlug } from "./slug";

it.each([
  ["nonprofit", true],
  ["eu-27", true],
  ["ab", true],
  [`a${"b".repeat(39)}`, true],
  [`a${"b".repeat(40)}`, false],
  ["a", false],
  ["", false],
  ["1st", false],
  ["-eu", false],
  ["Nordics", false],
  ["two words", false],
  ["nordics\n", false],
])("%j is a slug: %s", (key, expected) => {
  expect(isSlug(key)).toBe(expected);
});
