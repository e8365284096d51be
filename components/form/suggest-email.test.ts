import { describe, expect, it } from "vitest";
import { suggestEmail } from "./suggest-email";

describe("suggestEmail", () => {
  it.each([
    ["jana@tulpe.exmaple", "jana@tulpe.example"],
    ["jana@gmail.con", "jana@gmail.com"],
    ["jana@gmial.com", "jana@gmail.com"],
    ["Jana@Hotmial.com", "jana@hotmail.com"],
    ["jana@tulpe.cmo", "jana@tulpe.com"],
  ])("asks whether %s meant %s", (typed, meant) => {
    expect(suggestEmail(typed)).toBe(meant);
  });

  it.each(["jana@tulpe.example", "jana@gmail.com", "jana@tulpe.dk", "jana@a.no", "jana", "jana@", "@x.com", ""])(
    "leaves %j alone",
    (typed) => {
      expect(suggestEmail(typed)).toBeNull();
    },
  );
});
