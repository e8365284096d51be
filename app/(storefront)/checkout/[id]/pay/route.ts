import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { type CheckoutAccess, openCheckout } from "@/server/auth/checkout-context";
import { isDomainError } from "@/server/kernel";
import { changeDraft, openHostedPayment, payCheckout } from "@/server/orders";
import type { PlaceOrderInput } from "@/server/orders/schemas";
import { defaultGatewayAccess } from "@/server/payments";
import { log } from "@/server/platform/log";
import { draftOfForm } from "../../_requests/draft-of-form";
import { type FormFields, parseObject, readBody } from "../../_requests/read-form";
import { refusedResponse, seeOther } from "../../_requests/respond";
import { tellState } from "../../_requests/tell-state";

const patienceMs = 3_000;

/** Pays a checkout: by a card token from the page's script, or, without one, on the gateway's own page. */
export const POST = async (request: Request, { params }: RouteContext<"/checkout/[id]/pay">): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { id } = await params;
  const isJson = (request.headers.get("content-type") ?? "").includes("application/json");
  try {
    const access = await openCheckout(request.headers, id);
    const text = await readBody(request);
    return isJson
      ? await payByToken(access, parseObject(text))
      : await payOnGatewayPage(access, new URLSearchParams(text));
  } catch (error) {
    return answerError(error, id, isJson);
  }
};

const answerError = (error: unknown, id: string, isJson: boolean): Response => {
  if (!isDomainError(error)) return refusedResponse(error);
  if (error.reason === "order.preview_stale") {
    return isJson ? Response.json({ status: "stale", ...error.details }, { status: 409 }) : seeOther(`/checkout/${id}`);
  }
  // The page says by itself which code no longer counts.
  if (!isJson && error.reason.startsWith("coupon.")) return seeOther(`/checkout/${id}#codes`);
  return refusedResponse(error);
};

const payByToken = async (access: CheckoutAccess, body: Record<string, unknown>): Promise<Response> => {
  const fields = (typeof body.fields === "object" && body.fields !== null ? body.fields : {}) as FormFields;
  const methodToken = typeof body.token === "string" ? body.token : null;
  const holder = typeof body.holder === "string" ? body.holder : "";
  const input = await inputOf(access, fields, { previewId: String(body.previewId), methodToken, holder });
  const state = await payCheckout(access.ctx, defaultGatewayAccess(), { ...input, patienceMs }, (error) =>
    log.error({ err: error, draft: access.draft.id }, "A payment failed after its request was answered"),
  );
  return Response.json(await tellState(state, access.draft.id));
};

const payOnGatewayPage = async (access: CheckoutAccess, form: URLSearchParams): Promise<Response> => {
  const fields = Object.fromEntries(form);
  const previewId = form.get("previewId") ?? "";
  const input = await inputOf(access, fields, { previewId, methodToken: null, holder: "" });
  const { url } = await openHostedPayment(access.ctx, defaultGatewayAccess(), input);
  return seeOther(url);
};

type Attempt = { readonly previewId: string; readonly methodToken: string | null; readonly holder: string };

/** What the form says is kept first, so that the order is placed on just that, or refused as stale. */
const inputOf = async (
  { ctx, draft }: CheckoutAccess,
  fields: FormFields,
  attempt: Attempt,
): Promise<PlaceOrderInput> => {
  const content = draftOfForm(draft.content, fields);
  await changeDraft(ctx, draft, content);
  const { email = "", company = "", addressLine = "", postcode = "", city = "" } = content.contact ?? {};
  return {
    draftId: draft.id,
    previewId: attempt.previewId,
    methodToken: attempt.methodToken,
    buyer: { email, name: attempt.holder || company || email, company, addressLine, postcode, city },
  };
};
