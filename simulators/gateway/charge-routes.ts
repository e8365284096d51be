import { setTimeout as wait } from "node:timers/promises";
import { type KeyedRequest, keyedRequest } from "../http/answer-once";
import { type Incoming, parseJson } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { type Charge, chargeView } from "./charge";
import type { Gateway } from "./gateway";
import { failAfter, failBefore } from "./scripted-faults";
import { cancelCharge, commitAndNotify, findSuccess } from "./settle-charge";
import { type ChargeIntent, startCharge } from "./start-charge";
import { type ChargeInput, chargeInput, requireAppUrl } from "./wire-shapes";

function findCard(gateway: Gateway, input: ChargeInput) {
  const method = gateway.book.find("payment_methods", input.payment_method ?? "");
  const stored = input.payment_method === undefined ? gateway.book.find("tokens", input.token ?? "") : method;
  if (stored && !method?.detached_at) return stored.card;
  const code = input.payment_method === undefined ? "token_unknown" : "payment_method_unknown";
  throw new Refusal(422, code, "This gateway does not know that card.");
}

function readIntent(gateway: Gateway, input: ChargeInput, key: string): ChargeIntent {
  return {
    reference: input.reference,
    amount_minor: input.amount_minor,
    currency: input.currency,
    description: input.description,
    merchant: input.merchant ?? gateway.merchant,
    card: findCard(gateway, input),
    idempotency_key: key,
    saves_method: input.save_method,
    ...(input.payment_method === undefined ? {} : { payment_method_id: input.payment_method }),
    ...(input.return_url === undefined ? {} : { return_url: requireAppUrl(input.return_url, gateway.appOrigin) }),
  };
}

async function chargeAndRemember(gateway: Gateway, intent: ChargeIntent, request: KeyedRequest): Promise<unknown> {
  const earlier = findSuccess(gateway, intent.reference);
  if (earlier) {
    await gateway.book.settled();
    throw new Refusal(409, "reference_already_charged", "This reference has been charged before.", {
      charge: chargeView(earlier),
    });
  }
  const { settled, puts } = startCharge(gateway, intent);
  const body = chargeView(settled);
  const value = { bodyHash: request.bodyHash, body };
  await commitAndNotify(gateway, [...puts, { table: "answers", id: request.key, value }]);
  return body;
}

async function createCharge(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const text = await incoming.text();
  const request = keyedRequest(incoming, "charges", text);
  const known = gateway.answers.known(request);
  if (known) return json(200, await known);

  const intent = readIntent(gateway, parseJson(text, chargeInput), incoming.header("idempotency-key") ?? "");
  const step = gateway.script.take(intent.reference, intent.card.last4);
  const failed = failBefore(step);
  if (failed) return failed;
  const body = await gateway.answers.run(request, async () => {
    if (step?.behavior === "delay") await wait(step.ms ?? 1000, undefined, { ref: false });
    return chargeAndRemember(gateway, intent, request);
  });
  return failAfter(step) ?? json(200, body);
}

function findCharge(gateway: Gateway, incoming: Incoming): Charge {
  const charge = gateway.book.find("charges", incoming.params.id ?? "");
  if (charge) return charge;
  throw new Refusal(404, "charge_unknown", "There is no such charge.");
}

function listCharges({ book }: Gateway, { query }: Incoming): readonly Charge[] {
  const reference = query.get("reference");
  const key = query.get("idempotency_key");
  if (reference !== null) return book.chargesOf(reference);
  if (key !== null) return book.chargesWithKey(key);
  return book.list("charges");
}

// What is told about a charge must survive the loss of this process.
async function whenOnDisk({ book }: Gateway, body: unknown): Promise<Reply> {
  await book.settled();
  return json(200, body);
}

async function cancel(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const charge = findCharge(gateway, incoming);
  if (charge.status === "succeeded") {
    throw new Refusal(409, "charge_succeeded", "This charge has succeeded.", { charge: chargeView(charge) });
  }
  const canceled = charge.status === "requires_action" ? await cancelCharge(gateway, charge) : charge;
  return json(200, chargeView(canceled));
}

export function chargeRoutes(gateway: Gateway): Route[] {
  return [
    { method: "POST", path: "/gateway/charges", handle: (incoming) => createCharge(gateway, incoming) },
    {
      method: "GET",
      path: "/gateway/charges",
      handle: (incoming) => whenOnDisk(gateway, { charges: listCharges(gateway, incoming).map(chargeView) }),
    },
    {
      method: "GET",
      path: "/gateway/charges/:id",
      handle: (incoming) => whenOnDisk(gateway, chargeView(findCharge(gateway, incoming))),
    },
    { method: "POST", path: "/gateway/charges/:id/cancel", handle: (incoming) => cancel(gateway, incoming) },
  ];
}
