import { z } from "zod";
import { toDeclineReason } from "../core/decline-reason";
import type {
  BookedCharge,
  CardOnFile,
  CardSetupRequest,
  ChargeOutcome,
  ChargeRequest,
  FoundCardSetup,
  FoundCharge,
  FoundRefund,
  Gateway,
  GatewayEvent,
  HostedSessionRequest,
  RefundOutcome,
  RefundRequest,
  ToldDispute,
} from "./gateway";

export type SimulatorConfig = { readonly origin: string; readonly apiKey: string; readonly timeoutMs: number };

const method = z.object({
  id: z.string(),
  brand: z.string(),
  last4: z.string(),
  exp_month: z.number(),
  exp_year: z.number(),
  fingerprint: z.string().nullish(),
});

const charge = z.object({
  id: z.string(),
  status: z.enum(["succeeded", "requires_action", "failed", "processing", "canceled"]),
  reference: z.string(),
  amount_minor: z.string(),
  currency: z.string(),
  refunded_minor: z.string().default("0"),
  disputed_minor: z.string().default("0"),
  decline_code: z.string().nullish(),
  action_url: z.string().nullish(),
  payment_method: method.nullish(),
  card: method.omit({ id: true }).nullish(),
});

type WireCharge = z.infer<typeof charge>;

/** The simulators' process spoken to over HTTP, as gateways are. */
export const simulatorGateway = (config: SimulatorConfig): Gateway => ({
  name: "simulator",
  charge: (request) => chargeCard(config, request),
  find: (paymentId) => findCharge(config, paymentId),
  cancel: async (chargeId) => {
    await call(config, "POST", `/gateway/charges/${chargeId}/cancel`, { body: {} });
  },
  openHostedSession: (request) => openSession(config, request),
  closeHostedSession: (paymentId) => closeSession(config, paymentId),
  openCardSetup: (request) => openSetup(config, request),
  findCardSetup: (setupId) => findSetup(config, setupId),
  forgetCard: (gatewayMethodId) => forgetCard(config, gatewayMethodId),
  refund: (request) => refundCharge(config, request),
  findRefund: (refundId) => findRefund(config, refundId),
  listDisputes: (paymentId) => listDisputes(config, paymentId),
  readEvent: readSimulatorEvent,
  listBook: () => listBook(config),
});

type CallOptions = { readonly body?: Record<string, unknown>; readonly idempotencyKey?: string };

const call = (config: SimulatorConfig, verb: string, path: string, options: CallOptions): Promise<Response> =>
  fetch(`${config.origin}${path}`, {
    method: verb,
    headers: {
      authorization: `Bearer ${config.apiKey}`,
      "content-type": "application/json",
      ...(options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {}),
    },
    ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    signal: AbortSignal.timeout(config.timeoutMs),
  });

const chargeCard = async (config: SimulatorConfig, request: ChargeRequest): Promise<ChargeOutcome> => {
  const body = {
    amount_minor: request.amountMinor.toString(),
    currency: request.currency,
    ...(request.methodToken ? { token: request.methodToken, save_method: request.keepsCard } : {}),
    ...(request.savedMethodId ? { payment_method: request.savedMethodId } : {}),
    reference: request.paymentId,
    description: request.description,
    return_url: request.returnUrl,
  };
  return outcomeOf(() => call(config, "POST", "/gateway/charges", { body, idempotencyKey: request.paymentId }));
};

/** Whatever cannot be read as an answer leaves the outcome unknown: money may have moved. */
const outcomeOf = async (ask: () => Promise<Response>): Promise<ChargeOutcome> => {
  try {
    const response = await ask();
    // 409 tells of a charge made under this reference another way: asking will find it.
    if (response.status >= 500 || response.status === 409) return { status: "unknown" };
    const body: unknown = await response.json();
    const parsed = charge.safeParse(body);
    if (parsed.success) return toOutcome(parsed.data);
    return response.ok ? { status: "unknown" } : { status: "failed", chargeId: null, reason: "gateway_error" };
  } catch {
    return { status: "unknown" };
  }
};

const toOutcome = (wire: WireCharge): ChargeOutcome => {
  switch (wire.status) {
    case "succeeded":
      return {
        status: "succeeded",
        chargeId: wire.id,
        card: wire.payment_method ? toCard(wire.payment_method) : null,
        ...usedCardOf(wire),
      };
    case "requires_action":
      return wire.action_url
        ? { status: "requires_action", chargeId: wire.id, actionUrl: wire.action_url }
        : { status: "unknown" };
    case "failed":
    case "canceled":
      return {
        status: "failed",
        chargeId: wire.id,
        reason: toDeclineReason(wire.decline_code),
        ...usedCardOf(wire),
      };
    default:
      return { status: "unknown" };
  }
};

const brandNames: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
};

const usedCardOf = ({ card }: WireCharge) =>
  card ? { usedCard: { brand: brandNames[card.brand] ?? card.brand, last4: card.last4 } } : {};

const toCard = (wire: z.infer<typeof method>): CardOnFile => ({
  gatewayMethodId: wire.id,
  brand: brandNames[wire.brand] ?? wire.brand,
  last4: wire.last4,
  expiryMonth: wire.exp_month,
  expiryYear: wire.exp_year,
  fingerprint: wire.fingerprint ?? null,
});

const findCharge = async (config: SimulatorConfig, paymentId: string): Promise<FoundCharge> => {
  try {
    const response = await call(config, "GET", `/gateway/charges?reference=${encodeURIComponent(paymentId)}`, {});
    if (!response.ok) return { status: "unknown" };
    const { charges } = z.object({ charges: z.array(charge) }).parse(await response.json());
    const settled = charges.find((found) => found.status === "succeeded") ?? charges.at(-1);
    return settled ? toOutcome(settled) : { status: "not_found" };
  } catch {
    return { status: "unknown" };
  }
};

const openSession = async (config: SimulatorConfig, request: HostedSessionRequest): Promise<{ url: string }> => {
  const body = {
    amount_minor: request.amountMinor.toString(),
    currency: request.currency,
    reference: request.paymentId,
    description: request.description,
    return_url: request.returnUrl,
    cancel_url: request.cancelUrl,
  };
  const response = await call(config, "POST", "/gateway/sessions", { body, idempotencyKey: request.paymentId });
  return z.object({ url: z.url() }).parse(await response.json());
};

const closeSession = async (config: SimulatorConfig, paymentId: string): Promise<"closed" | "paid"> => {
  const response = await call(config, "POST", "/gateway/sessions/close", { body: { reference: paymentId } });
  return z.object({ status: z.enum(["closed", "paid"]) }).parse(await response.json()).status;
};

const openSetup = async (config: SimulatorConfig, request: CardSetupRequest): Promise<{ url: string }> => {
  const body = { reference: request.setupId, return_url: request.returnUrl, cancel_url: request.cancelUrl };
  const response = await call(config, "POST", "/gateway/setups", { body, idempotencyKey: request.setupId });
  return z.object({ url: z.url() }).parse(await response.json());
};

const setups = z.object({ setups: z.array(z.object({ status: z.string(), payment_method: method.nullish() })) });

const findSetup = async (config: SimulatorConfig, setupId: string): Promise<FoundCardSetup> => {
  try {
    const response = await call(config, "GET", `/gateway/setups?reference=${encodeURIComponent(setupId)}`, {});
    const [found] = setups.parse(await response.json()).setups;
    return found?.payment_method ? { status: "saved", card: toCard(found.payment_method) } : { status: "open" };
  } catch {
    return { status: "unknown" };
  }
};

const forgetCard = async (config: SimulatorConfig, gatewayMethodId: string): Promise<void> => {
  const path = `/gateway/payment_methods/${encodeURIComponent(gatewayMethodId)}/detach`;
  const response = await call(config, "POST", path, { body: {} });
  if (!response.ok && response.status !== 404) throw new Error(`The gateway kept a card: ${response.status}`);
};

const refund = z.object({ id: z.string(), status: z.enum(["succeeded", "failed"]) });

const toRefundOutcome = ({ id, status }: z.infer<typeof refund>): RefundOutcome => ({ status, gatewayRefundId: id });

const refundCharge = async (config: SimulatorConfig, request: RefundRequest): Promise<RefundOutcome> => {
  const body = {
    charge: request.chargeId,
    amount_minor: request.amountMinor.toString(),
    currency: request.currency,
    reference: request.refundId,
  };
  try {
    const response = await call(config, "POST", "/gateway/refunds", { body, idempotencyKey: request.refundId });
    if (response.status >= 500) return { status: "unknown" };
    const parsed = refund.safeParse(await response.json());
    if (parsed.success) return toRefundOutcome(parsed.data);
    return response.ok ? { status: "unknown" } : { status: "failed", gatewayRefundId: null };
  } catch {
    return { status: "unknown" };
  }
};

const findRefund = async (config: SimulatorConfig, refundId: string): Promise<FoundRefund> => {
  try {
    const response = await call(config, "GET", `/gateway/refunds?reference=${encodeURIComponent(refundId)}`, {});
    if (!response.ok) return { status: "unknown" };
    const [found] = z.object({ refunds: z.array(refund) }).parse(await response.json()).refunds;
    return found ? toRefundOutcome(found) : { status: "not_found" };
  } catch {
    return { status: "unknown" };
  }
};

const dispute = z.object({
  id: z.string(),
  status: z.enum(["open", "won", "lost"]),
  amount_minor: z.string(),
  reason: z.string(),
  respond_in_days: z.number().nullish(),
});

const listDisputes = async (config: SimulatorConfig, paymentId: string): Promise<ToldDispute[]> => {
  const response = await call(config, "GET", `/gateway/disputes?reference=${encodeURIComponent(paymentId)}`, {});
  const { disputes } = z.object({ disputes: z.array(dispute) }).parse(await response.json());
  return disputes.map((wire) => ({
    disputeId: wire.id,
    status: wire.status,
    amountMinor: BigInt(wire.amount_minor),
    reason: wire.reason,
    respondInDays: wire.respond_in_days ?? null,
  }));
};

const wireEvent = z.object({
  id: z.string().min(1).max(200),
  type: z.string().optional(),
  charge: z.object({ reference: z.string() }),
});

const newsOf: Readonly<Record<string, GatewayEvent["news"]>> = {
  "dispute.opened": "dispute_opened",
  "dispute.won": "dispute_won",
  "dispute.lost": "dispute_lost",
};

const readSimulatorEvent = (body: unknown): GatewayEvent | null => {
  const parsed = wireEvent.safeParse(body);
  if (!parsed.success) return null;
  const { id, type, charge: of } = parsed.data;
  return { eventId: id, paymentId: of.reference, news: newsOf[type ?? ""] ?? "charge" };
};

const listBook = async (config: SimulatorConfig): Promise<BookedCharge[]> => {
  const response = await call(config, "GET", "/gateway/charges", {});
  const { charges } = z.object({ charges: z.array(charge) }).parse(await response.json());
  return charges.map((wire) => ({
    chargeId: wire.id,
    paymentId: wire.reference,
    status: wire.status,
    amountMinor: BigInt(wire.amount_minor),
    currency: wire.currency,
    refundedMinor: BigInt(wire.refunded_minor),
    disputedMinor: BigInt(wire.disputed_minor),
  }));
};
