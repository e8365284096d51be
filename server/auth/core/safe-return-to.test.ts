import { describe, expect, it } from "vitest";
import { safeReturnTo, signInPath } from "./safe-return-to";

describe("the way back after signing in", () => {
  it.each([
    ["/console", "/console"],
    ["/account/invoices?status=overdue&page=2", "/account/invoices?status=overdue&page=2"],
    ["/console/invoices?q=O%27Malley%20%26%20Sons#line-3", "/console/invoices?q=O%27Malley%20%26%20Sons#line-3"],
    ["/account?_rsc=1abc", "/account"],
    ["/signing-in-explained", "/signing-in-explained"],
  ])("page P9.1 keeps path and query of %s", (text, expected) => {
    expect(safeReturnTo(text)).toBe(expected);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/..//evil.example",
    "/./\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "console",
    "",
    "/api/auth/signout",
    "/sign-in?returnTo=/sign-in",
    "/_next/image",
    null,
    undefined,
  ])("fault T58 refuses %j", (text) => {
    expect(safeReturnTo(text)).toBeNull();
  });

  it("fault T58 refuses what is too long to be an address of ours", () => {
    expect(safeReturnTo(`/${"a".repeat(2_000)}`)).toBeNull();
  });

  it("never leads off the site, whatever was refused or kept", () => {
    const pieces = ["/", "\\", ".", "..", "//", "%2f", "%5c", "@", ":", "\t", "\r", "evil.example", "http:", "?", "#"];
    const pairs = pieces.flatMap((first) => pieces.map((second) => first + second));
    const kept = pairs.flatMap((pair) => pieces.flatMap((third) => safeReturnTo(`/${pair}${third}`) ?? []));
    expect(kept.length).toBeGreaterThan(500);
    for (const path of kept) expect(new URL(path, "https://home.example").origin, path).toBe("https://home.example");
  });

  it("writes the way back into the address of the sign-in page", () => {
    expect(signInPath("/console/invoices?page=2")).toBe("/sign-in?returnTo=%2Fconsole%2Finvoices%3Fpage%3D2");
    expect(signInPath("//evil.example")).toBe("/sign-in");
    expect(signInPath(null)).toBe("/sign-in");
  });
});
