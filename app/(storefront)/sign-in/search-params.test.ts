import { describe, expect, it } from "vitest";
import { problems, readSignInParams, signInUrl } from "./search-params";
import { errorsOf } from "./words";

const read = (url: string) => readSignInParams(Object.fromEntries(new URL(url, "http://same.invalid").searchParams));

describe("page P9 the address of the sign-in page", () => {
  it("page P9.1 carries the way back through each step", () => {
    const returnTo = "/console/invoices?status=overdue&q=O%27Malley";
    expect(read(signInUrl({ step: "code", email: "mina@brightbarn.example", returnTo }))).toEqual({
      ...{ step: "code", email: "mina@brightbarn.example", error: undefined, count: 0, returnTo },
    });
    expect(read(`/sign-in?next=${encodeURIComponent(returnTo)}`).returnTo).toBe(returnTo);
  });

  it("keeps what was typed where there is something to mend in it, and only there", () => {
    const email = "mina@brightbarn";
    expect(signInUrl({ step: "email", email, returnTo: null })).toBe("/sign-in");
    expect(read(signInUrl({ step: "email", email, returnTo: null, error: "email_malformed" })).email).toBe(email);
  });

  it("fault T58 carries no way to another site", () => {
    expect(read("/sign-in?returnTo=//evil.example").returnTo).toBeNull();
    expect(read("/sign-in?returnTo=https%3A%2F%2Fevil.example").returnTo).toBeNull();
  });

  it("reads what it does not know as the first step, with an error in general words", () => {
    expect(read("/sign-in?step=x&error=CredentialsSignin&count=many")).toMatchObject({
      ...{ step: "email", error: "failed", count: 0 },
    });
    expect(readSignInParams({ step: ["code", "email"] }).step).toBe("code");
  });

  it("puts each problem into words beside one field", () => {
    for (const error of problems) {
      for (const step of ["email", "code"] as const) {
        const errors = errorsOf({ step, error, count: 3, email: "", returnTo: null });
        expect(Object.values(errors), error).toHaveLength(1);
        expect(Object.values(errors).join(), error).toMatch(/^[A-Z].*\.$/);
      }
    }
    expect(errorsOf({ step: "code", error: "code_wrong", count: 1, email: "", returnTo: null }).code).toContain(
      "You have 1 try left.",
    );
  });
});
