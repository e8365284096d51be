import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { defaultGatewayAccess, payAgreed, savePaymentMethod } from "@/server/payments";
import { answerForm, asSetupId } from "../../answer";
import { newsHref } from "../../search-params";

/** Where the gateway's page leads back to: the card is kept, and what was agreed is paid with it. */
export const GET = async (
  request: Request,
  { params }: RouteContext<"/account/payment-methods/return/[setupId]">,
): Promise<Response> => {
  const { setupId } = await params;
  return answerForm(async () => {
    const ctx = await subscriberRequestContext(request.headers);
    const access = defaultGatewayAccess();
    const saved = await savePaymentMethod(ctx, access, asSetupId(setupId));
    if (saved.status !== "saved") return newsHref("not_saved");
    if (saved.pays.length === 0) return newsHref(saved.isKnown ? "known" : "saved", saved.methodId);
    const paid = await payAgreed(ctx, access, saved);
    return paid.status === "go_to" ? paid.url : newsHref(paid.status, saved.methodId);
  });
};
