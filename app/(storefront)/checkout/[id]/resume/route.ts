import { cookies } from "next/headers";
import { checkoutCookie } from "@/server/auth/checkout-cookies";
import { openContext } from "@/server/auth/service-context";
import { isDomainError } from "@/server/kernel";
import { refreshCheckout, resumeDraft } from "@/server/orders";
import { defaultGatewayAccess } from "@/server/payments";
import { refusedResponse, seeOther } from "../../_requests/respond";

/** From the mailed link: this browser gets a right to the checkout, and goes to where it stands. */
export const GET = async (request: Request, { params }: RouteContext<"/checkout/[id]/resume">): Promise<Response> => {
  const { id } = await params;
  const resumeToken = new URL(request.url).searchParams.get("token") ?? "";
  try {
    const ctx = await openContext();
    const { name, value, ...options } = checkoutCookie(id, await resumeDraft(ctx, id, resumeToken));
    (await cookies()).set(name, value, options);
    const state = await refreshCheckout(ctx, defaultGatewayAccess(), id);
    if (state.kind === "paid") return seeOther(`/welcome/${state.orderId}`);
    return seeOther(state.kind === "requires_action" ? `/checkout/${id}/confirm` : `/checkout/${id}`);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") return seeOther("/pricing?problem=link_expired");
    return refusedResponse(error);
  }
};
