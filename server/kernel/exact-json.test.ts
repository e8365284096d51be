import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonNumber, parseExactJson } from "./exact-json";

describe("exact JSON", () => {
  it.each(["0", "-0", "0.1", "12.50", "1e3", "1E-7", "9007199254740991", "123456789012.125"])(
    "leaves %s a number, as a float holds it",
    (literal) => {
      expect(parseExactJson(`{"a":[${literal}]}`)).toEqual({ a: [Number(literal)] });
    },
  );

  it.each(["9007199254740993", "0.1234567890123456789", "1e400", "-123456789012.123456789012", "1e-400"])(
    "keeps %s as it is written, as a float would change it",
    (literal) => {
      expect(parseExactJson(`{"a":[1,${literal}]}`)).toEqual({ a: [1, new JsonNumber(literal)] });
    },
  );

  it("looks for numbers outside of texts only, whatever they hold", () => {
    const text = '{"9007199254740993":"9007199254740993 \\"9007199254740993","#":{"##":9007199254740993}}';
    expect(parseExactJson(text)).toEqual({
      "9007199254740993": '9007199254740993 "9007199254740993',
      "#": { "##": new JsonNumber("9007199254740993") },
    });
  });

  it("reads whatever JavaScript writes as JSON.parse does, and refuses what that refuses", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
    );
    expect(() => parseExactJson('{"a":01}')).toThrow(SyntaxError);
    expect(() => parseExactJson('{"a":NaN}')).toThrow(SyntaxError);
  });
});
