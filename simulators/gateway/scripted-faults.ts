import { json, type Reply } from "../http/reply";
import type { Scripted } from "./charge-script";

const hangMsMax = 60_000;
const truncatedBody = '{"id":"ch_';

/** What goes wrong before any money moves. */
export function failBefore(step: Scripted | null): Reply | null {
  if (step?.behavior === "timeout_before_charge")
    return { kind: "hang", ms: Math.min(step.ms ?? hangMsMax, hangMsMax) };
  if (step?.behavior !== "error_500") return null;
  return json(step.status ?? 500, { error: { code: "internal", message: "The gateway has a problem." } });
}

/** What goes wrong once it has moved. */
export function failAfter(step: Scripted | null): Reply | null {
  switch (step?.behavior) {
    case "timeout_after_charge":
      return { kind: "hang", ms: Math.min(step.ms ?? hangMsMax, hangMsMax) };
    case "drop_after_charge":
      return { kind: "drop" };
    case "malformed":
      return {
        kind: "answer",
        status: step.status ?? 200,
        headers: { "content-type": "application/json" },
        body: step.body ?? truncatedBody,
      };
    default:
      return null;
  }
}
