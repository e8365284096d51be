import { randomBytes } from "node:crypto";
import type { AnswerOnce } from "../http/answer-once";
import type { ChargeScript } from "./charge-script";
import type { GatewayBook, GatewayEvent } from "./gateway-book";

/** What every part of the gateway works with. */
export type Gateway = {
  readonly book: GatewayBook;
  readonly answers: AnswerOnce;
  readonly script: ChargeScript;
  readonly apiKey: string;
  readonly origin: string;
  readonly appOrigin: string;
  readonly merchant: string;
  readonly now: () => Date;
  /** Sends committed events out; null when nobody listens, and then none are written. */
  readonly sendEvents: ((events: readonly GatewayEvent[]) => void) | null;
};

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`;
}
