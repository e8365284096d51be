import { type Charge, chargeView, leftOf } from "./charge";
import { type Gateway, newId } from "./gateway";
import type { GatewayPut } from "./gateway-book";
import { openDispute } from "./settle-dispute";

type Outcome =
  | { readonly status: "succeeded" }
  | { readonly status: "requires_action" }
  | { readonly status: "failed"; readonly decline_code: string };

function withOutcome(charge: Charge, outcome: Outcome, at: string): Charge {
  const { decline_code: _, ...rest } = charge;
  return { ...rest, ...outcome, updated_at: at };
}

function eventPuts(gateway: Gateway, charge: Charge): GatewayPut[] {
  if (!gateway.sendEvents || charge.status === "requires_action") return [];
  const id = newId("evt");
  const type = charge.status === "succeeded" ? "charge.succeeded" : "charge.failed";
  return [{ table: "events", id, value: { id, type, created_at: charge.updated_at, charge: chargeView(charge) } }];
}

function savedMethod(charge: Charge): { readonly charge: Charge; readonly puts: GatewayPut[] } {
  const isSaved = charge.status === "succeeded" && charge.saves_method && !charge.payment_method_id;
  if (!isSaved) return { charge, puts: [] };
  const id = newId("pm");
  const value = { id, card: charge.card, created_at: charge.updated_at };
  return { charge: { ...charge, payment_method_id: id }, puts: [{ table: "payment_methods", id, value }] };
}

// A reference is one payment: once it succeeded, a challenge still open for it must never be approved.
function cancelOthers(gateway: Gateway, settled: Charge): Charge[] {
  if (settled.status !== "succeeded") return [];
  return gateway.book
    .chargesOf(settled.reference)
    .filter((other) => other.id !== settled.id && other.status === "requires_action")
    .map((other) => withOutcome(other, { status: "failed", decline_code: "canceled" }, settled.updated_at));
}

/** The charge after the bank's word, with everything that has to be written in the same commit. */
export function settleCharge(gateway: Gateway, charge: Charge, outcome: Outcome) {
  const at = gateway.now().toISOString();
  const { charge: settled, puts } = savedMethod(withOutcome(charge, outcome, at));
  const changed = [settled, ...cancelOthers(gateway, settled)];
  const rows = changed.map((value): GatewayPut => ({ table: "charges", id: value.id, value }));
  const events = changed.flatMap((value) => eventPuts(gateway, value));
  return { settled, puts: [...puts, ...rows, ...events, ...disputePuts(gateway, settled)] };
}

// The bank of such a card takes all of it back as soon as it was charged.
function disputePuts(gateway: Gateway, charge: Charge): readonly GatewayPut[] {
  if (charge.status !== "succeeded" || charge.card.behavior.kind !== "is_disputed") return [];
  return openDispute(gateway, charge, { amount: leftOf(charge), reason: "fraudulent", respondInDays: 20 }).puts;
}

export function findSuccess(gateway: Gateway, reference: string): Charge | undefined {
  return gateway.book.chargesOf(reference).find(({ status }) => status === "succeeded");
}

export async function commitAndNotify(gateway: Gateway, puts: readonly GatewayPut[]): Promise<void> {
  await gateway.book.commit(puts);
  gateway.sendEvents?.(puts.flatMap((put) => (put.table === "events" ? [put.value] : [])));
}

export async function cancelCharge(gateway: Gateway, charge: Charge): Promise<Charge> {
  const { settled, puts } = settleCharge(gateway, charge, { status: "failed", decline_code: "canceled" });
  await commitAndNotify(gateway, puts);
  return settled;
}
