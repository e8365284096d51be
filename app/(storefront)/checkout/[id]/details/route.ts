import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { openCheckout } from "@/server/auth/checkout-context";
import { changeDraft } from "@/server/orders";
import { draftOfForm } from "../../_requests/draft-of-form";
import { readForm } from "../../_requests/read-form";
import { refusedResponse, seeOther, wantsJson } from "../../_requests/respond";

/** What the buyer says of themself changes the tax: it is kept, and the page shows the new total. */
export const POST = async (request: Request, { params }: RouteContext<"/checkout/[id]/details">): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { id } = await params;
  try {
    const { ctx, draft } = await openCheckout(request.headers, id);
    await changeDraft(ctx, draft, draftOfForm(draft.content, await readForm(request)));
    return wantsJson(request) ? Response.json({ status: "ok" }) : seeOther(`/checkout/${id}`);
  } catch (error) {
    return refusedResponse(error);
  }
};
