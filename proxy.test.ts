import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { proxy } from "./proxy";

const gateway = "http://localhost:4100";

function answer(path: string, init: { origin?: string; headers?: Record<string, string> } = {}) {
  const request = new NextRequest(`${init.origin ?? "http://localhost:3000"}${path}`, { headers: init.headers ?? {} });
  return proxy(request);
}

function directive(path: string, name: string): string[] {
  const policy = answer(path).headers.get("content-security-policy") ?? "";
  const found = policy.split("; ").find((part) => part.startsWith(`${name} `));
  return found?.split(" ").slice(1) ?? [];
}

describe("proxy", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("gives every answer a nonce of its own", () => {
    const first = directive("/pricing", "script-src").find((source) => source.startsWith("'nonce-"));
    const second = directive("/pricing", "script-src").find((source) => source.startsWith("'nonce-"));
    expect(first).toBeDefined();
    expect(first).not.toBe(second);
  });

  it("allows no inline script, no eval and no plugin", () => {
    expect(directive("/", "script-src")).not.toContain("'unsafe-inline'");
    expect(directive("/", "script-src")).not.toContain("'unsafe-eval'");
    expect(directive("/", "object-src")).toEqual(["'none'"]);
    expect(directive("/", "base-uri")).toEqual(["'none'"]);
  });

  it("lets only the gateway be framed and posted to", () => {
    vi.stubEnv("SIMULATORS_ORIGIN", gateway);
    expect(directive("/checkout/chk_1", "frame-src")).toEqual(["'self'", gateway]);
    expect(directive("/checkout/chk_1", "form-action")).toEqual(["'self'", gateway]);
    expect(directive("/checkout/chk_1", "connect-src")).toEqual(["'self'"]);
  });

  it("may be framed on the page the bank returns to, and nowhere else", () => {
    vi.stubEnv("SIMULATORS_ORIGIN", gateway);
    expect(directive("/checkout/chk_1/confirm", "frame-ancestors")).toEqual(["'self'", gateway]);
    expect(directive("/checkout/return/ord_1", "frame-ancestors")).toEqual(["'self'", gateway]);
    for (const path of [
      "/",
      "/checkout/chk_1",
      "/checkout/chk_1/confirmation",
      "/console",
      "/checkout//confirm",
      "/checkout/return",
    ]) {
      expect(directive(path, "frame-ancestors")).toEqual(["'none'"]);
    }
  });

  it("passes on no header that a request may not bring", () => {
    const spoofed = { "x-middleware-subrequest": "proxy", "x-nonce": "guess", "x-request-path": "/console" };
    const passed = answer("/pricing?seats=8", { headers: { ...spoofed, accept: "text/html" } }).headers;
    const names = passed.get("x-middleware-override-headers")?.split(",") ?? [];
    expect(names).toContain("accept");
    expect(names).not.toContain("x-middleware-subrequest");
    expect(passed.get("x-middleware-request-x-request-path")).toBe("/pricing?seats=8");
    expect(passed.get("x-middleware-request-x-nonce")).not.toBe("guess");
  });

  it("remembers a chosen country, and nothing that is not a country", () => {
    expect(answer("/?country=DE").cookies.get("country")?.value).toBe("DE");
    expect(answer("/?country=DE", { headers: { cookie: "country=DE" } }).cookies.get("country")).toBeUndefined();
    expect(answer("/?country=DE%3B").cookies.get("country")).toBeUndefined();
  });

  it("demands https for the future only over https", () => {
    expect(answer("/").headers.get("strict-transport-security")).toBeNull();
    expect(answer("/", { origin: "https://alderpost.example" }).headers.get("strict-transport-security")).toMatch(
      /^max-age=/,
    );
  });
});

describe("a post to a page", () => {
  const post = (headers: Record<string, string>) =>
    proxy(new NextRequest("http://store.example/sign-in", { method: "POST", headers }));

  it("fault T58 is refused when it comes from another site", () => {
    expect(post({ "sec-fetch-site": "cross-site" }).status).toBe(403);
    expect(post({ "sec-fetch-site": "same-origin" }).status).toBe(200);
  });

  it("fault T57 is refused when it is larger than any form", () => {
    expect(post({ "sec-fetch-site": "same-origin", "content-length": "10000000" }).status).toBe(413);
  });
});
