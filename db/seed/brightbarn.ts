import { invariant } from "@/server/kernel";
import { getOrderForSystem, payOrder, placeOrder, previewOrder, startDraft, toOrderDraft } from "@/server/orders";
import { draftContent } from "@/server/orders/schemas";
import type { Gateway } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";

const content = draftContent.parse({
  country: "DE",
  currency: null,
  buyerKind: "business",
  interval: "month",
  ratePlans: [{ key: "desk-team", quantity: 8 }],
  taxId: null,
});

export type SeedGateway = {
  readonly gateway: Gateway;
  readonly appOrigin: string;
  readonly tokenize: (number: string, holder: string) => Promise<string>;
};

/** Brightbarn GmbH buys Desk Team for eight people, by card, as any shopper would. */
export const subscribeBrightbarn = async (ctx: ServiceContext, access: SeedGateway): Promise<string> => {
  const methodToken = await access.tokenize("4242424242424242", "Mina Okafor");
  const { draftId } = await startDraft(ctx, content);
  const { previewId } = await previewOrder(ctx, toOrderDraft(content));
  const placed = await placeOrder(ctx, {
    draftId,
    previewId,
    methodToken,
    buyer: {
      email: "mina@brightbarn.example",
      name: "Mina Okafor",
      company: "Brightbarn GmbH",
      addressLine: "Lindenstraße 48",
      postcode: "10969",
      city: "Berlin",
    },
  });
  invariant(placed.status === "awaiting_payment", "Eight seats cost something.");
  await payOrder(ctx, access, placed.paymentId);
  const order = await getOrderForSystem(ctx, placed.orderId);
  invariant(order.status === "completed", `Brightbarn's order is ${order.status}: the gateway took no money.`);
  return order.accountId;
};
