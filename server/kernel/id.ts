import { invariant } from "./invariant";

export type Id<Prefix extends string> = `${Prefix}_${string}`;

export type AccountId = Id<"acc">;
export type UserId = Id<"usr">;
export type ContactId = Id<"con">;
export type SellerId = Id<"sel">;
export type ProductId = Id<"prd">;
export type RatePlanId = Id<"rpl">;
export type ChargeId = Id<"chg">;
export type SubscriptionId = Id<"sub">;
export type SubscriptionChargeId = Id<"sch">;
export type OrderId = Id<"ord">;
export type OrderDraftId = Id<"odr">;
export type InvoiceId = Id<"inv">;
export type InvoiceLineId = Id<"inl">;
export type PaymentId = Id<"pay">;
export type PaymentApplicationId = Id<"pap">;
export type PaymentMethodId = Id<"pym">;
export type JournalEntryId = Id<"jre">;
export type ProvisioningTaskId = Id<"prt">;
export type OutboxBatchId = Id<"obx">;
export type AuditEntryId = Id<"aud">;
export type MeterId = Id<"mtr">;
export type UsageEventId = Id<"use">;
export type ApiKeyId = Id<"key">;
export type SessionId = Id<"ses">;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const bodyText = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const randomBytes = 10;
const instantMsMax = 2 ** 48 - 1;

// Numbers below 2^53 instead of bigints: a bill run makes ten ids an invoice.
function encode(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text;
  return text;
}

/** Forty bits are eight letters. */
function fiveBytes(bytes: Uint8Array, from: number): number {
  return bytes.subarray(from, from + 5).reduce((value, byte) => value * 256 + byte, 0);
}

/** A prefixed ULID: ids made later sort later, to the millisecond. */
export function newId<Prefix extends string>(prefix: Prefix, instantMs: number, random: Uint8Array): Id<Prefix> {
  invariant(
    Number.isSafeInteger(instantMs) && instantMs >= 0 && instantMs <= instantMsMax,
    "An id needs an instant in whole milliseconds since 1970.",
  );
  invariant(random.length >= randomBytes, `An id needs ${randomBytes} random bytes.`);
  return `${prefix}_${encode(instantMs, 10)}${encode(fiveBytes(random, 0), 8)}${encode(fiveBytes(random, 5), 8)}`;
}

export function isId<Prefix extends string>(prefix: Prefix, value: unknown): value is Id<Prefix> {
  if (typeof value !== "string" || !value.startsWith(`${prefix}_`)) return false;
  return bodyText.test(value.slice(prefix.length + 1));
}
