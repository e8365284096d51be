import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { removePaymentMethod } from "@/server/payments";
import { answerForm, asMethodId } from "../../answer";
import { newsHref } from "../../search-params";

export const POST = async (
  request: Request,
  { params }: RouteContext<"/account/payment-methods/[methodId]/remove">,
): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { methodId } = await params;
  return answerForm(
    async () => {
      const ctx = await subscriberRequestContext(request.headers);
      await removePaymentMethod(ctx, { methodId: asMethodId(methodId) });
      return newsHref("removed");
    },
    { "payment_method.last_of_subscription": newsHref("last", methodId) },
  );
};
