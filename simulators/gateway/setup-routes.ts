import { type Incoming, requireSameOrigin } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply, seeOther } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { readTheme } from "../page/render-page";
import type { CardText } from "./browser/card-rules.js";
import { createPage } from "./create-page";
import { declineProblem } from "./decline-message";
import { type Gateway, newId } from "./gateway";
import type { GatewayPut } from "./gateway-book";
import { type Card, readCard } from "./read-card";
import { type CardSetup, setupView } from "./setup";
import { setupChallengePage, setupPage } from "./setup-page";
import { setupInput } from "./wire-shapes";

const createSetup = (gateway: Gateway, incoming: Incoming): Promise<Reply> =>
  createPage(gateway, incoming, {
    name: "setups",
    input: setupInput,
    make: (input) => {
      const id = newId("seti");
      const value: CardSetup = {
        ...input,
        id,
        status: "open",
        merchant: input.merchant ?? gateway.merchant,
        created_at: gateway.now().toISOString(),
      };
      return { put: { table: "setups", id, value }, path: `/gateway/setup/${id}` };
    },
  });

async function listSetups(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const reference = incoming.query.get("reference") ?? "";
  const found = gateway.book.list("setups").filter((setup) => setup.reference === reference);
  await gateway.book.settled();
  return json(200, { setups: found.map(setupView) });
}

function findSetup(gateway: Gateway, incoming: Incoming): CardSetup {
  const setup = gateway.book.find("setups", incoming.params.id ?? "");
  if (setup) return setup;
  throw new Refusal(404, "setup_unknown", "There is no such page.");
}

const blank: CardText = { number: "", expiry: "", code: "", name: "" };

function show(gateway: Gateway, incoming: Incoming): Reply {
  const setup = findSetup(gateway, incoming);
  if (setup.status === "saved") return seeOther(setup.return_url);
  const problems = setup.decline_code ? [declineProblem(setup.decline_code)] : [];
  const theme = readTheme(incoming.query.get("theme"));
  return setupPage({ setup, appOrigin: gateway.appOrigin, card: blank, problems, theme });
}

function saved(gateway: Gateway, setup: CardSetup, card: Card): GatewayPut[] {
  const id = newId("pm");
  const { decline_code: _, ...rest } = setup;
  return [
    { table: "payment_methods", id, value: { id, card, created_at: gateway.now().toISOString() } },
    { table: "setups", id: setup.id, value: { ...rest, status: "saved", card, payment_method_id: id } },
  ];
}

async function save(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireSameOrigin(incoming);
  const form = new URLSearchParams(await incoming.text());
  const setup = findSetup(gateway, incoming);
  if (setup.status === "saved") return seeOther(setup.return_url);
  const field = (name: string) => form.get(name)?.slice(0, 200) ?? "";
  const card: CardText = { number: field("number"), expiry: field("expiry"), code: field("code"), name: field("name") };
  const page = { setup, appOrigin: gateway.appOrigin, card: { ...card, code: "" } };
  const read = readCard(card, gateway.now());
  if ("problems" in read) return setupPage({ ...page, problems: read.problems });
  const { behavior } = read.card;
  if (behavior.kind === "declines") return setupPage({ ...page, problems: [declineProblem(behavior.code)] });
  if (behavior.kind === "asks") {
    await gateway.book.commit([
      { table: "setups", id: setup.id, value: { ...setup, status: "requires_action", card: read.card } },
    ]);
    return seeOther(`/gateway/setup/${setup.id}/challenge`);
  }
  await gateway.book.commit(saved(gateway, setup, read.card));
  return seeOther(setup.return_url);
}

function showChallenge(gateway: Gateway, incoming: Incoming): Reply {
  const setup = findSetup(gateway, incoming);
  if (setup.status === "saved") return seeOther(setup.return_url);
  if (setup.status === "open" || !setup.card) return seeOther(`/gateway/setup/${setup.id}`);
  return setupChallengePage(setup, setup.card, gateway.appOrigin);
}

async function decide(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireSameOrigin(incoming);
  const decision = new URLSearchParams(await incoming.text()).get("decision");
  const setup = findSetup(gateway, incoming);
  if (setup.status === "saved") return seeOther(setup.return_url);
  if (setup.status === "requires_action" && setup.card && decision === "approve") {
    await gateway.book.commit(saved(gateway, setup, setup.card));
    return seeOther(setup.return_url);
  }
  const value: CardSetup = { ...setup, status: "open", decline_code: "authentication_failed" };
  await gateway.book.commit([{ table: "setups", id: setup.id, value }]);
  return seeOther(`/gateway/setup/${setup.id}`);
}

/** The merchant gives a kept card up; asked again, it has been. */
async function detach(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const id = incoming.params.id ?? "";
  const method = gateway.book.find("payment_methods", id);
  if (!method) throw new Refusal(404, "payment_method_unknown", "This gateway does not know that card.");
  const detached_at = method.detached_at ?? gateway.now().toISOString();
  await gateway.book.commit([{ table: "payment_methods", id, value: { ...method, detached_at } }]);
  return json(200, { id, detached_at });
}

/** Pages that keep a card for later and charge nothing, and the end of keeping it. */
export function setupRoutes(gateway: Gateway): Route[] {
  const page = "/gateway/setup/:id";
  return [
    { method: "POST", path: "/gateway/setups", handle: (incoming) => createSetup(gateway, incoming) },
    { method: "GET", path: "/gateway/setups", handle: (incoming) => listSetups(gateway, incoming) },
    { method: "POST", path: "/gateway/payment_methods/:id/detach", handle: (incoming) => detach(gateway, incoming) },
    { method: "GET", path: page, handle: (incoming) => show(gateway, incoming) },
    { method: "POST", path: page, handle: (incoming) => save(gateway, incoming) },
    { method: "GET", path: `${page}/challenge`, handle: (incoming) => showChallenge(gateway, incoming) },
    { method: "POST", path: `${page}/challenge`, handle: (incoming) => decide(gateway, incoming) },
  ];
}
