import { type Incoming, parseJson } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { type Charge, leftOf } from "./charge";
import type { Dispute } from "./dispute";
import type { Gateway } from "./gateway";
import { commitAndNotify } from "./settle-charge";
import { decideDispute, openDispute } from "./settle-dispute";
import { decisionInput, disputeInput } from "./wire-shapes";

function findCharge(gateway: Gateway, id: string): Charge {
  const charge = gateway.book.find("charges", id);
  if (!charge) throw new Refusal(404, "charge_unknown", "There is no such charge.");
  return charge;
}

async function open(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const input = parseJson(await incoming.text(), disputeInput);
  const charge = findCharge(gateway, input.charge);
  const left = charge.status === "succeeded" ? leftOf(charge) : 0n;
  const amount = input.amount_minor === undefined ? left : BigInt(input.amount_minor);
  if (amount <= 0n || amount > left) {
    throw new Refusal(422, "dispute_too_large", "A dispute is of at most what is left of a charge that succeeded.");
  }
  const { reason, respond_in_days: respondInDays } = input;
  const { dispute, puts } = openDispute(gateway, charge, { amount, reason, respondInDays });
  await commitAndNotify(gateway, puts);
  return json(200, dispute);
}

async function decide(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const { outcome } = parseJson(await incoming.text(), decisionInput);
  const found: Dispute | undefined = gateway.book.find("disputes", incoming.params.id ?? "");
  if (!found) throw new Refusal(404, "dispute_unknown", "There is no such dispute.");
  if (found.status === outcome) return json(200, found);
  if (found.status !== "open") {
    throw new Refusal(409, "dispute_decided", "This dispute is decided.", { dispute: found });
  }
  const charge = findCharge(gateway, found.charge);
  const { dispute, puts } = decideDispute(gateway, { charge, dispute: found, outcome });
  await commitAndNotify(gateway, puts);
  return json(200, dispute);
}

async function list(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const reference = incoming.query.get("reference") ?? "";
  const disputes = gateway.book.list("disputes").filter((dispute) => dispute.reference === reference);
  await gateway.book.settled();
  return json(200, { disputes });
}

export function disputeRoutes(gateway: Gateway): Route[] {
  return [
    { method: "POST", path: "/gateway/disputes", handle: (incoming) => open(gateway, incoming) },
    { method: "GET", path: "/gateway/disputes", handle: (incoming) => list(gateway, incoming) },
    { method: "POST", path: "/gateway/disputes/:id/decide", handle: (incoming) => decide(gateway, incoming) },
  ];
}
