import { type Incoming, requireSameOrigin } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply, seeOther } from "../http/reply";
import type { Route } from "../http/router";
import { readTheme } from "../page/render-page";
import { challengeOverPage, challengePage } from "./challenge-page";
import type { Charge } from "./charge";
import type { Gateway } from "./gateway";
import { commitAndNotify, findSuccess, settleCharge } from "./settle-charge";

function findCharge(gateway: Gateway, incoming: Incoming): Charge {
  const charge = gateway.book.find("charges", incoming.params.id ?? "");
  if (charge?.action_url) return charge;
  throw new Refusal(404, "challenge_unknown", "There is no such challenge.");
}

// A hosted page lets the buyer try another card; the app is told only what it can ask the API about.
function nextAddress(charge: Charge): string | null {
  if (charge.session_id && charge.status === "failed") return `/gateway/pay/${charge.session_id}`;
  return charge.return_url ?? null;
}

function show(gateway: Gateway, incoming: Incoming): Reply {
  const charge = findCharge(gateway, incoming);
  const theme = readTheme(incoming.query.get("theme"));
  if (charge.status === "requires_action") return challengePage(charge, gateway.appOrigin, theme);
  const next = nextAddress(charge);
  return next ? seeOther(next) : challengeOverPage(charge, gateway.appOrigin, theme);
}

async function settle(gateway: Gateway, charge: Charge, isApproved: boolean): Promise<Charge> {
  if (charge.status !== "requires_action") return charge;
  const isApprovable = isApproved && !findSuccess(gateway, charge.reference);
  const outcome = isApprovable
    ? ({ status: "succeeded" } as const)
    : ({ status: "failed", decline_code: "authentication_failed" } as const);
  const { settled, puts } = settleCharge(gateway, charge, outcome);
  await commitAndNotify(gateway, puts);
  return settled;
}

async function decide(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireSameOrigin(incoming);
  const decision = new URLSearchParams(await incoming.text()).get("decision");
  if (decision !== "approve" && decision !== "reject") {
    throw new Refusal(422, "decision_missing", "Approve or reject the payment.");
  }
  const charge = await settle(gateway, findCharge(gateway, incoming), decision === "approve");
  const next = nextAddress(charge);
  if (incoming.header("accept") === "application/json") return json(200, { charge: charge.id, next });
  return next ? seeOther(next) : challengeOverPage(charge, gateway.appOrigin, null);
}

export function challengeRoutes(gateway: Gateway): Route[] {
  const path = "/gateway/challenge/:id";
  return [
    { method: "GET", path, handle: (incoming) => show(gateway, incoming) },
    { method: "POST", path, handle: (incoming) => decide(gateway, incoming) },
  ];
}
