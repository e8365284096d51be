import { type KeyedRequest, keyedRequest } from "../http/answer-once";
import { type Incoming, parseJson } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { type Charge, leftOf } from "./charge";
import { type Gateway, newId } from "./gateway";
import type { Refund } from "./refund";
import { failAfter, failBefore } from "./scripted-faults";
import { refundInput } from "./wire-shapes";

function findSucceeded(gateway: Gateway, chargeId: string): Charge {
  const charge = gateway.book.find("charges", chargeId);
  if (!charge) throw new Refusal(404, "charge_unknown", "There is no such charge.");
  if (charge.status === "succeeded") return charge;
  throw new Refusal(409, "charge_not_succeeded", "Only a charge that succeeded is refunded.");
}

async function refundAndRemember(
  gateway: Gateway,
  refund: Omit<Refund, "id" | "status" | "created_at">,
  request: KeyedRequest,
): Promise<unknown> {
  const charge = findSucceeded(gateway, refund.charge);
  const amount = BigInt(refund.amount_minor);
  if (amount <= 0n || amount > leftOf(charge) || refund.currency !== charge.currency) {
    throw new Refusal(422, "refund_too_large", "A refund is of the charge's currency and at most what is left of it.");
  }
  const created_at = gateway.now().toISOString();
  const body: Refund = { id: newId("re"), status: "succeeded", ...refund, created_at };
  const refunded_minor = (BigInt(charge.refunded_minor ?? "0") + amount).toString();
  await gateway.book.commit([
    { table: "charges", id: charge.id, value: { ...charge, refunded_minor, updated_at: created_at } },
    { table: "refunds", id: body.id, value: body },
    { table: "answers", id: request.key, value: { bodyHash: request.bodyHash, body } },
  ]);
  return body;
}

async function createRefund(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const text = await incoming.text();
  const request = keyedRequest(incoming, "refunds", text);
  const known = gateway.answers.known(request);
  if (known) return json(200, await known);

  const input = parseJson(text, refundInput);
  const step = gateway.script.take(input.reference, findSucceeded(gateway, input.charge).card.last4);
  const failed = failBefore(step);
  if (failed) return failed;
  const body = await gateway.answers.run(request, () => refundAndRemember(gateway, input, request));
  return failAfter(step) ?? json(200, body);
}

async function listRefunds(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const reference = incoming.query.get("reference") ?? "";
  const refunds = gateway.book.list("refunds").filter((refund) => refund.reference === reference);
  await gateway.book.settled();
  return json(200, { refunds });
}

export function refundRoutes(gateway: Gateway): Route[] {
  return [
    { method: "POST", path: "/gateway/refunds", handle: (incoming) => createRefund(gateway, incoming) },
    { method: "GET", path: "/gateway/refunds", handle: (incoming) => listRefunds(gateway, incoming) },
  ];
}
