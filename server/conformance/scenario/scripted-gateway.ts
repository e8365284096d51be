import { InvariantViolation, sumMinor } from "@/server/kernel";
import type { BookedCharge, ChargeOutcome, Gateway } from "@/server/payments";

export type CardOutcome = "success" | "failure";

export type ScriptedGateway = {
  readonly gateway: Gateway;
  /** What a card answers from now on: the same each time, or each of a list in turn and then success. */
  readonly answerWith: (cardId: string, outcomes: CardOutcome | readonly CardOutcome[]) => void;
};

const notUsed = (): never => {
  throw new InvariantViolation("A scenario has no pages to pay on.");
};

/** The gateway port, answered here: a charge succeeds or fails as the card on file was told to. */
export const openScriptedGateway = (): ScriptedGateway => {
  const scripts = new Map<string, CardOutcome | CardOutcome[]>();
  const book = new Map<string, BookedCharge & { readonly outcome: ChargeOutcome }>();
  const draw = (cardId: string | null): CardOutcome => {
    const script = scripts.get(cardId ?? "") ?? "success";
    return typeof script === "string" ? script : (script.shift() ?? "success");
  };
  return {
    answerWith: (cardId, outcomes) => {
      scripts.set(cardId, typeof outcomes === "string" ? outcomes : [...outcomes]);
    },
    gateway: {
      name: "scripted",
      charge: async ({ paymentId, savedMethodId, amountMinor, currency }) => {
        const known = book.get(paymentId);
        if (known) return known.outcome;
        const chargeId = `charge_of_${paymentId}`;
        const outcome: ChargeOutcome =
          draw(savedMethodId) === "success"
            ? { status: "succeeded", chargeId, card: null }
            : { status: "failed", chargeId, reason: "bank_declined" };
        book.set(paymentId, {
          chargeId,
          paymentId,
          status: outcome.status,
          amountMinor,
          currency,
          refundedMinor: 0n,
          disputedMinor: 0n,
          outcome,
        });
        return outcome;
      },
      find: async (paymentId) => book.get(paymentId)?.outcome ?? { status: "not_found" },
      // Whatever is asked back goes back.
      refund: async ({ refundId, chargeId, amountMinor }) => {
        for (const [paymentId, charge] of book) {
          if (charge.chargeId !== chargeId) continue;
          book.set(paymentId, { ...charge, refundedMinor: sumMinor([charge.refundedMinor, amountMinor]) });
        }
        return { status: "succeeded", gatewayRefundId: `refund_${refundId}` };
      },
      findRefund: async () => ({ status: "not_found" }),
      listDisputes: async () => [],
      readEvent: () => null,
      cancel: async () => undefined,
      forgetCard: async () => undefined,
      listBook: async () => [...book.values()],
      // Whoever opens the page has given the card: it is known by the id of the visit.
      openCardSetup: async ({ setupId }) => ({ url: setupId }),
      findCardSetup: async (setupId) => ({
        status: "saved",
        card: {
          gatewayMethodId: setupId,
          brand: "visa",
          last4: "4242",
          expiryMonth: 12,
          expiryYear: 2999,
          fingerprint: null,
        },
      }),
      openHostedSession: notUsed,
      closeHostedSession: notUsed,
    },
  };
};
