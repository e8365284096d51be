import { orderContext } from "@/server/auth/checkout-context";
import { isDomainError } from "@/server/kernel";
import { defaultProduct } from "@/server/provisioning";
import { readWelcome } from "@/server/support";

/** How far setting up has come, for the page that keeps watching. */
export const GET = async (
  request: Request,
  { params }: RouteContext<"/welcome/[orderId]/status">,
): Promise<Response> => {
  const { orderId } = await params;
  try {
    const ctx = await orderContext(request.headers, orderId);
    const { items, isReady, workspaceUrl } = await readWelcome(ctx, defaultProduct(), orderId);
    return Response.json({ items, isReady, workspaceUrl }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") return new Response(null, { status: 404 });
    throw error;
  }
};
