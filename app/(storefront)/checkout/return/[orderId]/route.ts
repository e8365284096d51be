import { openContext } from "@/server/auth/service-context";
import { findOrderDraftId } from "@/server/orders";
import { seeOther } from "../../_requests/respond";

/**
 * Where a bank or the gateway's own page sends the payer back to. What the address says counts for nothing: the page it
 * leads to asks the gateway.
 */
export const GET = async (
  _request: Request,
  { params }: RouteContext<"/checkout/return/[orderId]">,
): Promise<Response> => {
  const { orderId } = await params;
  const draftId = await findOrderDraftId(await openContext(), orderId);
  return seeOther(draftId ? `/checkout/${draftId}/confirm` : "/pricing");
};
