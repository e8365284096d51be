import { describe, expect, it } from "vitest";
import { isApiKeySecret, isUseDue, prefixOfSecret, readBearer } from "./api-key";

const secret = `prn_${"aB3-_".repeat(8)}xyz`;

describe("the secret of an API key", () => {
  it("begins so that it is known wherever it is found, and only its beginning is shown", () => {
    expect(isApiKeySecret(secret)).toBe(true);
    expect(prefixOfSecret(secret)).toBe("prn_aB3-_aB3");
  });

  it.each(["", "prn_", secret.slice(0, -1), `${secret}x`, secret.replace("prn_", "sk__"), secret.replace("a", " ")])(
    "is not %j",
    (text) => {
      expect(isApiKeySecret(text)).toBe(false);
    },
  );

  it.each([
    [`Bearer ${secret}`, secret],
    [`bearer  ${secret} `, secret],
    ["Bearer x", "x"],
    ["Bearer", null],
    ["Bearer ", null],
    [`Basic ${secret}`, null],
    [`Bearer ${secret} more`, null],
    [null, null],
  ])("comes in the header %j as %j", (header, found) => {
    expect(readBearer(header)).toBe(found);
  });

  it("is written down as used once a minute", () => {
    const at = new Date("2026-11-16T09:01:00Z");
    expect(isUseDue(null, at)).toBe(true);
    expect(isUseDue(new Date("2026-11-16T09:00:00Z"), at)).toBe(true);
    expect(isUseDue(new Date("2026-11-16T09:00:00.001Z"), at)).toBe(false);
  });
});
