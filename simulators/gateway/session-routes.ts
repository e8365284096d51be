import { type Incoming, parseJson, requireSameOrigin } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply, seeOther } from "../http/reply";
import { requireBearer } from "../http/require-bearer";
import type { Route } from "../http/router";
import { readTheme } from "../page/render-page";
import type { CardText } from "./browser/card-rules.js";
import type { Charge } from "./charge";
import { createPage } from "./create-page";
import { declineProblem } from "./decline-message";
import { type Gateway, newId } from "./gateway";
import type { PaySession } from "./gateway-book";
import { payPage } from "./pay-page";
import { type Card, readCard } from "./read-card";
import { commitAndNotify, findSuccess } from "./settle-charge";
import { startCharge } from "./start-charge";
import { closeSessionInput, sessionInput } from "./wire-shapes";

const createSession = (gateway: Gateway, incoming: Incoming): Promise<Reply> =>
  createPage(gateway, incoming, {
    name: "sessions",
    input: sessionInput,
    make: ({ save_method, merchant, ...terms }) => {
      const id = newId("ps");
      const value: PaySession = {
        ...terms,
        id,
        saves_method: save_method,
        merchant: merchant ?? gateway.merchant,
        created_at: gateway.now().toISOString(),
      };
      return { put: { table: "sessions", id, value }, path: `/gateway/pay/${id}` };
    },
  });

/** Nobody may pay on these pages any more; a payment that was faster stands. */
async function closeSessions(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireBearer(incoming, gateway.apiKey);
  const { reference } = parseJson(await incoming.text(), closeSessionInput);
  if (findSuccess(gateway, reference)) return json(200, { status: "paid" });
  const closed_at = gateway.now().toISOString();
  const open = gateway.book.sessionsOf(reference).filter((session) => session.closed_at === undefined);
  await gateway.book.commit(
    open.map((session) => ({ table: "sessions", id: session.id, value: { ...session, closed_at } })),
  );
  return json(200, { status: "closed" });
}

function findSession(gateway: Gateway, incoming: Incoming): PaySession {
  const session = gateway.book.find("sessions", incoming.params.id ?? "");
  if (session) return session;
  throw new Refusal(404, "session_unknown", "There is no such payment page.");
}

const blank: CardText = { number: "", expiry: "", code: "", name: "" };

function show(gateway: Gateway, incoming: Incoming): Reply {
  const session = findSession(gateway, incoming);
  if (findSuccess(gateway, session.reference)) return seeOther(session.return_url);
  if (session.closed_at) return seeOther(session.cancel_url);
  const last = gateway.book
    .chargesOf(session.reference)
    .filter(({ session_id }) => session_id === session.id)
    .at(-1);
  const problems = last?.decline_code ? [declineProblem(last.decline_code)] : [];
  const { appOrigin } = gateway;
  return payPage({ session, appOrigin, card: blank, problems, theme: readTheme(incoming.query.get("theme")) });
}

async function chargeFor(gateway: Gateway, session: PaySession, card: Card): Promise<Charge> {
  const { settled, puts } = startCharge(gateway, {
    reference: session.reference,
    amount_minor: session.amount_minor,
    currency: session.currency,
    description: session.description,
    merchant: session.merchant,
    card,
    idempotency_key: session.reference,
    saves_method: session.saves_method,
    return_url: session.return_url,
    session_id: session.id,
  });
  await commitAndNotify(gateway, puts);
  return settled;
}

async function pay(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireSameOrigin(incoming);
  const form = new URLSearchParams(await incoming.text());
  const session = findSession(gateway, incoming);
  const field = (name: string) => form.get(name)?.slice(0, 200) ?? "";
  const card: CardText = { number: field("number"), expiry: field("expiry"), code: field("code"), name: field("name") };
  if (findSuccess(gateway, session.reference)) return seeOther(session.return_url);
  if (session.closed_at) return seeOther(session.cancel_url);

  const page = { session, appOrigin: gateway.appOrigin, card: { ...card, code: "" } };
  const read = readCard(card, gateway.now());
  if ("problems" in read) return payPage({ ...page, problems: read.problems });
  const charge = await chargeFor(gateway, session, read.card);
  if (charge.decline_code) return payPage({ ...page, problems: [declineProblem(charge.decline_code)] });
  return seeOther(charge.status === "requires_action" ? (charge.action_url ?? "") : session.return_url);
}

export function sessionRoutes(gateway: Gateway): Route[] {
  return [
    { method: "POST", path: "/gateway/sessions", handle: (incoming) => createSession(gateway, incoming) },
    { method: "POST", path: "/gateway/sessions/close", handle: (incoming) => closeSessions(gateway, incoming) },
    { method: "GET", path: "/gateway/pay/:id", handle: (incoming) => show(gateway, incoming) },
    { method: "POST", path: "/gateway/pay/:id", handle: (incoming) => pay(gateway, incoming) },
  ];
}
