import { hashOfLines, type PricedDocument, promisedLines } from "@/server/billing/core";
import type { PlainDate } from "@/server/kernel";
import { hashOf } from "@/server/kernel/hash";
import { type SubscriptionLife, writeChange, writePoint } from "@/server/subscriptions/core";
import type { ChangeConvention } from "./change-convention";
import type { SubscriptionAction } from "./subscription-action";

export type PromisedChange = {
  readonly subscriptionId: string;
  readonly action: SubscriptionAction;
  readonly convention: ChangeConvention | undefined;
  readonly life: SubscriptionLife;
  readonly currency: string;
  readonly document: PricedDocument;
  readonly dueNowMinor: bigint;
  readonly future: readonly { readonly on: PlainDate; readonly totalMinor: bigint }[];
};

const sortFields = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The same text before and after it was stored: a database keeps the fields of an object in an order of its own. */
const sortedJson = (value: unknown): string => JSON.stringify(value, sortFields);

/** The preview's id of a change: its lines and totals, what is due, what waits, and the dated amounts to come. */
export const changePreviewId = ({ subscriptionId, life, currency, document, ...promised }: PromisedChange) =>
  hashOf({
    subscriptionId,
    action: sortedJson([promised.action, promised.convention ?? null]),
    status: life.status,
    waiting: life.waiting.map(({ at, change }) => [writePoint(at), change.kind, sortedJson(writeChange(change))]),
    lines: hashOfLines(currency, promisedLines(document)),
    totalMinor: document.total.minor,
    dueNowMinor: promised.dueNowMinor,
    future: promised.future.map(({ on, totalMinor }) => [on, totalMinor]),
  });
