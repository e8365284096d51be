import { openContext } from "@/server/auth/service-context";
import { recordGatewayEvent } from "@/server/payments";

/** The gateway tells what became of a charge: verified and kept as it came; 200 says no more than that. */
export const POST = async (
  request: Request,
  { params }: RouteContext<"/api/webhooks/[gateway]">,
): Promise<Response> => {
  const { gateway } = await params;
  const body = await request.text();
  const signature = request.headers.get("x-gateway-signature") ?? "";
  const ctx = await openContext({ kind: "system", job: `webhook ${gateway}` });
  const outcome = await recordGatewayEvent(ctx, { gateway, body, signature });
  return new Response(null, { status: outcome === "refused" ? 400 : 200 });
};
