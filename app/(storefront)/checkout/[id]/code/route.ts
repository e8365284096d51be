import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { type CheckoutAccess, openCheckout } from "@/server/auth/checkout-context";
import { signedIn } from "@/server/auth/request-context";
import { isDomainError } from "@/server/kernel";
import { applyCode, changeDraft, removeCode } from "@/server/orders";
import { draftOfForm } from "../../_requests/draft-of-form";
import { type FormFields, readForm } from "../../_requests/read-form";
import { refusedResponse, seeOther, wantsJson } from "../../_requests/respond";

/** Applies a promotion code to a checkout, or removes one; what else the form says is kept on the way. */
export const POST = async (request: Request, { params }: RouteContext<"/checkout/[id]/code">): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const { id } = await params;
  const isJson = wantsJson(request);
  let fields: FormFields = {};
  try {
    const access = await openCheckout(request.headers, id);
    fields = await readForm(request);
    await changeDraft(access.ctx, access.draft, draftOfForm(access.draft.content, fields));
    await changeCodes(await openCheckout(request.headers, id), fields);
    return isJson ? Response.json({ status: "ok" }) : seeOther(`/checkout/${id}#codes`);
  } catch (error) {
    if (isJson || !isDomainError(error) || error.reason !== "coupon.refused") return refusedResponse(error);
    return seeOther(`/checkout/${id}?${new URLSearchParams({ code: fields.promotionCode ?? "" })}#codes`);
  }
};

const changeCodes = async (
  { ctx, draft }: CheckoutAccess,
  { remove, promotionCode = "" }: FormFields,
): Promise<void> => {
  if (remove) await removeCode(ctx, draft, remove);
  else await applyCode(ctx, draft, { code: promotionCode, isKnownCustomer: await isKnownCustomer() });
};

// Only who is signed in is known: what is typed into the e-mail field must not tell whose it is.
const isKnownCustomer = async (): Promise<boolean> => ((await signedIn())?.memberships ?? []).length > 0;
