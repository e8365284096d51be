import { z } from "zod";
import { type Incoming, parseJson, requireSameOrigin } from "../http/incoming";
import { Refusal } from "../http/refusal";
import { json, type Reply } from "../http/reply";
import type { Route } from "../http/router";
import { type Gateway, newId } from "./gateway";
import { readCard } from "./read-card";

const text = z.string().max(200);
const tokenInput = z.object({
  session: text.default(""),
  number: text,
  expiry: text,
  code: text,
  name: text.optional(),
});

async function createToken(gateway: Gateway, incoming: Incoming): Promise<Reply> {
  requireSameOrigin(incoming);
  const { session, ...fields } = parseJson(await incoming.text(), tokenInput);
  const read = readCard(fields, gateway.now());
  if ("problems" in read) {
    throw new Refusal(422, "card_refused", "The card needs another look.", { fields: read.problems });
  }
  const id = newId("tok");
  const value = { card: read.card, session, created_at: gateway.now().toISOString() };
  await gateway.book.commit([{ table: "tokens", id, value }]);
  const { brand, last4, exp_month, exp_year, holder } = read.card;
  return json(201, { token: id, brand, last4, exp_month, exp_year, holder });
}

export function tokenRoutes(gateway: Gateway): Route[] {
  return [{ method: "POST", path: "/gateway/tokens", handle: (incoming) => createToken(gateway, incoming) }];
}
