import path from "node:path";
import { type Book, openBook, type Put } from "../book/open-book";
import type { StoredAnswer } from "../http/answer-once";
import type { Charge, ChargeView, PaymentMethod } from "./charge";
import type { Dispute } from "./dispute";
import type { Card } from "./read-card";
import type { Refund } from "./refund";
import type { CardSetup } from "./setup";

export type PaySession = {
  readonly id: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly reference: string;
  readonly description: string;
  readonly merchant: string;
  readonly return_url: string;
  readonly cancel_url: string;
  readonly saves_method: boolean;
  readonly created_at: string;
  /** Taken back by the merchant before anybody paid. */
  readonly closed_at?: string;
};

export type GatewayEvent = {
  readonly id: string;
  readonly type: "charge.succeeded" | "charge.failed" | "dispute.opened" | "dispute.won" | "dispute.lost";
  readonly created_at: string;
  readonly charge: ChargeView;
  /** With the news of a dispute. */
  readonly dispute?: Dispute;
};

export type GatewayTables = {
  readonly tokens: { readonly card: Card; readonly session: string; readonly created_at: string };
  readonly payment_methods: PaymentMethod;
  readonly charges: Charge;
  readonly refunds: Refund;
  readonly disputes: Dispute;
  readonly sessions: PaySession;
  readonly setups: CardSetup;
  readonly answers: StoredAnswer;
  readonly events: GatewayEvent;
  readonly deliveries: { readonly at: string };
};

export type GatewayPut = Put<GatewayTables>;

export type GatewayBook = Book<GatewayTables> & {
  chargesOf(reference: string): readonly Charge[];
  chargesWithKey(key: string): readonly Charge[];
  sessionsOf(reference: string): readonly PaySession[];
};

export async function openGatewayBook(directory: string): Promise<GatewayBook> {
  const byReference = new Map<string, Set<string>>();
  const byKey = new Map<string, Set<string>>();
  const sessionIds = new Map<string, Set<string>>();
  const note = (index: Map<string, Set<string>>, name: string, id: string) =>
    index.set(name, (index.get(name) ?? new Set()).add(id));

  const book = await openBook<GatewayTables>(path.join(directory, "gateway.jsonl"), (put) => {
    if (put.table === "sessions") note(sessionIds, put.value.reference, put.id);
    if (put.table !== "charges") return;
    note(byReference, put.value.reference, put.id);
    note(byKey, put.value.idempotency_key, put.id);
  });
  const pick = (ids: Set<string> | undefined) =>
    [...(ids ?? [])].flatMap((id) => {
      const charge = book.find("charges", id);
      return charge ? [charge] : [];
    });
  return {
    ...book,
    chargesOf: (reference) => pick(byReference.get(reference)),
    chargesWithKey: (key) => pick(byKey.get(key)),
    sessionsOf: (reference) =>
      [...(sessionIds.get(reference) ?? [])].flatMap((id) => {
        const session = book.find("sessions", id);
        return session ? [session] : [];
      }),
  };
}
