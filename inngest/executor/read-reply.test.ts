import { describe, expect, it } from "vitest";
import { readReply } from "./read-reply";

const reply = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readReply({ status, body: JSON.stringify(body), headers: { "x-inngest-sdk": "inngest-js:v4", ...headers } });

describe("replies of the SDK", () => {
  it("keeps the result of a function as it came", () => {
    expect(reply(200, { a: 1 })).toEqual({ kind: "advanced", finished: [], planned: [], resultJson: '{"a":1}' });
  });

  it("tells finished, failed and planned steps apart", () => {
    const ops = [
      { id: "1", op: "StepRun", displayName: "ran", data: null },
      { id: "2", op: "StepFailed", displayName: "failed", error: { name: "TypeError", message: "no" } },
      { id: "3", op: "StepPlanned", displayName: "waits" },
    ];
    expect(reply(206, ops)).toEqual({
      kind: "advanced",
      finished: [
        { hash: "1", name: "ran", state: "data", outputJson: "null" },
        { hash: "2", name: "failed", state: "error", outputJson: '{"name":"TypeError","message":"no"}' },
      ],
      planned: [{ hash: "3", name: "waits" }],
      resultJson: null,
    });
  });

  it("tries a failed step again when the SDK says so", () => {
    const ops = [{ id: "1", op: "StepError", displayName: "flaky", error: { name: "Error", message: "later" } }];
    expect(reply(206, ops, { "retry-after": "90" })).toEqual({
      kind: "attempt_failed",
      error: { name: "Error", message: "later" },
      retryAfter: "90",
      step: { hash: "1", name: "flaky" },
    });
  });

  it.each(["Sleep", "WaitForEvent", "InvokeFunction", "WaitForSignal", "AIGateway", "Gateway", "DeferAdd", "New"])(
    "gives up on %s and names it with its step",
    (op) => {
      const message = `The embedded executor does not implement ${op}, asked for by step "nap"`;
      const expected = { kind: "hopeless", error: { name: "UnsupportedOperation", message } };
      expect(reply(206, [{ id: "1", op, name: "1s", displayName: "nap" }])).toEqual(expected);
    },
  );

  it("gives up on a race, which needs another order of steps", () => {
    const ops = [{ id: "1", op: "StepPlanned", displayName: "a", opts: { parallelMode: "race" } }];
    expect(reply(206, ops)).toMatchObject({ kind: "hopeless", error: { name: "UnsupportedOperation" } });
  });

  it("tells a hopeless failure from one that may pass", () => {
    const error = { name: "Error", message: "x" };
    expect(reply(400, error, { "x-inngest-no-retry": "true" })).toMatchObject({ kind: "hopeless", error });
    expect(reply(500, error, { "x-inngest-no-retry": "false" })).toMatchObject({ kind: "attempt_failed", step: null });
  });

  it("does not take the answer of something in front of the SDK for its own", () => {
    expect(readReply({ status: 502, body: "<html>", headers: {} }).kind).toBe("not_answered");
  });
});
