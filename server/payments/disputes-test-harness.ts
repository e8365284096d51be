import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { env } from "@/server/platform/env";
import type { ScenarioCompany } from "@/server/scenarios/scenario-company";
import { recordGatewayEvent } from "./gateway-events";

/** What the bank of a payer does at the gateway. */
export const bankOf = (company: ScenarioCompany) => {
  const post = async (path: string, body: object): Promise<{ readonly id: string }> => {
    const response = await fetch(`${company.simulators.origin}/gateway/disputes${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${company.gatewayApiKey}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The gateway refused: ${await response.text()}`);
    return (await response.json()) as { readonly id: string };
  };
  return {
    open: async (paymentId: string, amountMinor?: bigint): Promise<string> => {
      const [payment] = await company.db.select().from(payments).where(eq(payments.id, paymentId));
      const amount = amountMinor === undefined ? {} : { amount_minor: amountMinor.toString() };
      return (await post("", { charge: payment?.gatewayChargeId, ...amount })).id;
    },
    decide: (disputeId: string, outcome: "won" | "lost") => post(`/${disputeId}/decide`, { outcome }),
  };
};

let events = 0;

/** An event as the gateway signs it; answers with its id. */
export const tellNews = async (company: ScenarioCompany, type: string, paymentId: string): Promise<string> => {
  events += 1;
  const id = `evt_${events}`;
  const body = JSON.stringify({ id, type, charge: { reference: paymentId } });
  const at = Math.floor(Date.now() / 1000);
  const mac = createHmac("sha256", env().GATEWAY_WEBHOOK_SECRET).update(`${at}.${body}`).digest("hex");
  const signature = `t=${at},v1=${mac}`;
  const outcome = await recordGatewayEvent(await company.context(), { gateway: "simulator", body, signature });
  if (outcome !== "kept") throw new Error("An event that is signed is kept.");
  return id;
};
