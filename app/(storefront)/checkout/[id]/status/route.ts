import { openCheckout } from "@/server/auth/checkout-context";
import { refreshCheckout } from "@/server/orders";
import { defaultGatewayAccess } from "@/server/payments";
import { refusedResponse } from "../../_requests/respond";
import { tellState } from "../../_requests/tell-state";

/** Where paying stands, asked of the gateway while it is open. */
export const GET = async (request: Request, { params }: RouteContext<"/checkout/[id]/status">): Promise<Response> => {
  const { id } = await params;
  try {
    const { ctx } = await openCheckout(request.headers, id);
    const state = await refreshCheckout(ctx, defaultGatewayAccess(), id);
    return Response.json(await tellState(state, id), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refusedResponse(error);
  }
};
