import { payOrder, placeOrder, previewOrder, startDraft, toOrderDraft } from "@/server/orders";
import { type BuyerDetails, type DraftContentInput, draftContent } from "@/server/orders/schemas";
import type { ScenarioCompany } from "./scenario-company";

export const oneSeat: DraftContentInput = {
  country: "DE",
  currency: null,
  buyerKind: "personal",
  interval: "month",
  ratePlans: [{ key: "desk-team", quantity: 1 }],
  taxId: null,
};

export const jana: BuyerDetails = {
  email: "jana@tulpe.example",
  name: "Jana Brandt",
  company: null,
  addressLine: null,
  postcode: null,
  city: null,
};

/** A shopper's way through the verbs: draft, preview, place, pay. */
export const buyInScenario = async (
  company: ScenarioCompany,
  content: DraftContentInput,
  cardNumber = "4242424242424242",
  buyer: BuyerDetails = jana,
) => {
  const ctx = await company.context();
  const { draftId } = await startDraft(ctx, content);
  const { previewId, preview } = await previewOrder(ctx, toOrderDraft(draftContent.parse(content)));
  const methodToken = await company.card(cardNumber);
  const placed = await placeOrder(ctx, { draftId, previewId, methodToken, buyer });
  if (placed.status === "awaiting_payment") await payOrder(ctx, company.access, placed.paymentId);
  return { ctx, draftId, previewId, preview, placed };
};
