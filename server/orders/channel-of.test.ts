import { expect, it } from "vitest";
import type { AccountId, ApiKeyId, InvoiceId, OrderDraftId, OrderId, UserId } from "@/server/kernel";
import type { Actor } from "@/server/platform";
import { channelOf } from "./channel-of";

const actors: ReadonlyArray<readonly [Actor, ReturnType<typeof channelOf>]> = [
  [{ kind: "shopper", draftId: null }, "online"],
  [{ kind: "shopper", draftId: "drf_1" as OrderDraftId }, "online"],
  [{ kind: "holder", orderId: "ord_1" as OrderId }, "online"],
  [{ kind: "payer", invoiceId: "inv_1" as InvoiceId }, "online"],
  [{ kind: "subscriber", userId: "usr_1" as UserId, accountId: "acc_1" as AccountId, role: "owner" }, "online"],
  [{ kind: "staff", userId: "usr_2" as UserId, name: "Rosa", role: "sales_manager", permissions: [] }, "sales"],
  [{ kind: "api_key", keyId: "key_1" as ApiKeyId, permissions: ["orders:place"] }, null],
  [{ kind: "system", job: "bill_run" }, null],
];

it.each(actors)("%o orders through %s", (actor, channel) => {
  expect(channelOf(actor)).toBe(channel);
});
