import { beforeAll, describe, expect, it } from "vitest";
import { checkOrigin, isSameOrigin, refuseCrossOrigin } from "./check-origin";
import { setTestEnvironment } from "./test-environment";

beforeAll(() => setTestEnvironment("postgres://nowhere/none"));

describe("fault T58 requests that change something", () => {
  it.each([
    [{ origin: "http://127.0.0.1:3000" }, true],
    [{ "sec-fetch-site": "same-origin", origin: "http://localhost:3000" }, true],
    [{ "sec-fetch-site": "same-site", origin: "http://127.0.0.1:3001" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:3000" }, false],
    [{ "sec-fetch-site": "none" }, false],
    [{ origin: "http://127.0.0.1:3001" }, false],
    [{ origin: "https://evil.example" }, false],
    [{ origin: "http://127.0.0.1:3000.evil.example" }, false],
    [{ origin: "null" }, false],
    [{ referer: "http://127.0.0.1:3000/sign-in" }, false],
    [{ host: "127.0.0.1:3000", "x-forwarded-host": "127.0.0.1:3000" }, false],
    [{}, false],
  ])("%j: %s", async (given, expected) => {
    const headers = new Headers(given as Record<string, string>);
    expect(isSameOrigin(headers)).toBe(expected);
    const answer = refuseCrossOrigin(new Request("http://127.0.0.1:3000/checkout", { method: "POST", headers }));
    expect(answer?.status ?? 200).toBe(expected ? 200 : 403);
    if (!expected) expect(() => checkOrigin(headers)).toThrow("only be sent from a page of this site");
  });
});
