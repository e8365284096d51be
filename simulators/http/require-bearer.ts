import { createHash, timingSafeEqual } from "node:crypto";
import type { Incoming } from "./incoming";
import { Refusal } from "./refusal";

const digest = (text: string) => createHash("sha256").update(text).digest();

export function requireBearer(incoming: Incoming, apiKey: string): void {
  const given = incoming.header("authorization") ?? "";
  if (timingSafeEqual(digest(given), digest(`Bearer ${apiKey}`))) return;
  throw new Refusal(401, "unauthorized", "Send the API key as a bearer token.");
}
