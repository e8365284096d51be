import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { openCheckout } from "@/server/auth/checkout-context";
import { cancelCheckoutPayment } from "@/server/orders";
import { defaultGatewayAccess } from "@/server/payments";
import { refusedResponse, seeOther, wantsJson } from "../../_requests/respond";
import { tellState } from "../../_requests/tell-state";

/** The payer would rather pay another way: the challenge is given up at the bank, unless it was approved meanwhile. */
export const POST = async (
  request: Request,
  { params }: RouteContext<"/checkout/[id]/cancel-payment">,
): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { id } = await params;
  try {
    const { ctx } = await openCheckout(request.headers, id);
    const state = await cancelCheckoutPayment(ctx, defaultGatewayAccess(), id);
    if (wantsJson(request)) return Response.json(await tellState(state, id));
    return seeOther(state.kind === "paid" ? `/welcome/${state.orderId}` : `/checkout/${id}`);
  } catch (error) {
    return refusedResponse(error);
  }
};
