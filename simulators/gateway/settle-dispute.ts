import { type Charge, chargeView } from "./charge";
import type { Dispute } from "./dispute";
import { type Gateway, newId } from "./gateway";
import type { GatewayEvent, GatewayPut } from "./gateway-book";

type Told = { readonly charge: Charge; readonly dispute: Dispute; readonly at: string };

const news = { open: "dispute.opened", won: "dispute.won", lost: "dispute.lost" } as const;

function putsOf(gateway: Gateway, { charge, dispute, at }: Told): readonly GatewayPut[] {
  const id = newId("evt");
  const event: GatewayEvent = { id, type: news[dispute.status], created_at: at, charge: chargeView(charge), dispute };
  return [
    { table: "charges", id: charge.id, value: charge },
    { table: "disputes", id: dispute.id, value: dispute },
    ...(gateway.sendEvents ? ([{ table: "events", id, value: event }] as const) : []),
  ];
}

function withDisputed(charge: Charge, amount: bigint, at: string): Charge {
  return { ...charge, disputed_minor: (BigInt(charge.disputed_minor ?? "0") + amount).toString(), updated_at: at };
}

type Opening = { readonly amount: bigint; readonly reason: string; readonly respondInDays: number };

/** The payer's bank takes money back for the time being. */
export function openDispute(gateway: Gateway, charge: Charge, { amount, reason, respondInDays }: Opening) {
  const at = gateway.now().toISOString();
  const dispute: Dispute = {
    id: newId("dp"),
    status: "open",
    charge: charge.id,
    reference: charge.reference,
    amount_minor: amount.toString(),
    currency: charge.currency,
    reason,
    respond_in_days: respondInDays,
    opened_at: at,
  };
  return { dispute, puts: putsOf(gateway, { charge: withDisputed(charge, amount, at), dispute, at }) };
}

type Decision = Omit<Told, "at"> & { readonly outcome: "won" | "lost" };

/** The banks decide: the merchant has the money again, or never. */
export function decideDispute(gateway: Gateway, { charge, dispute, outcome }: Decision) {
  const at = gateway.now().toISOString();
  const decided: Dispute = { ...dispute, status: outcome, decided_at: at };
  const changed = outcome === "won" ? withDisputed(charge, -BigInt(dispute.amount_minor), at) : charge;
  return { dispute: decided, puts: putsOf(gateway, { charge: changed, dispute: decided, at }) };
}
