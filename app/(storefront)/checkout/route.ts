import { cookies } from "next/headers";
import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { checkoutCookie } from "@/server/auth/checkout-cookies";
import { openContext } from "@/server/auth/service-context";
import { isDomainError, parseSeatCount } from "@/server/kernel";
import { startDraft } from "@/server/orders";
import type { DraftContentInput } from "@/server/orders/schemas";
import { readBody } from "./_requests/read-form";
import { refusedResponse, seeOther, wantsJson } from "./_requests/respond";

/** From the pricing page: exactly the configuration chosen there becomes a checkout of this browser. */
export const POST = async (request: Request): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  const form = new URLSearchParams(await readBody(request));
  try {
    const { draftId, token } = await startDraft(await openContext(), contentOf(form));
    const { name, value, ...options } = checkoutCookie(draftId, token);
    (await cookies()).set(name, value, options);
    return wantsJson(request)
      ? Response.json({ status: "ok", next: `/checkout/${draftId}` })
      : seeOther(`/checkout/${draftId}`);
  } catch (error) {
    if (wantsJson(request) || !isDomainError(error)) return refusedResponse(error);
    return seeOther(backToPricing(form, error.reason));
  }
};

const contentOf = (form: URLSearchParams): DraftContentInput => {
  const seats = Number(parseSeatCount(form.get("seats") ?? "1", { min: 1n, max: 500n }));
  const ratePlan = {
    key: form.get("ratePlanKey") ?? "",
    quantity: form.get("ratePlanKey") === "desk-free" ? 1 : seats,
  };
  const addOns = form.getAll("addOns").map(readAddOn);
  return {
    country: form.get("country") ?? "",
    currency: form.get("currency") || null,
    buyerKind: form.get("buyer") as DraftContentInput["buyerKind"],
    interval: form.get("term") as DraftContentInput["interval"],
    ratePlans: [ratePlan, ...addOns],
  };
};

/** `sso-audit-log:10`, or the key alone for one of it. */
const readAddOn = (text: string) => {
  const [key = "", quantity = "1"] = text.split(":");
  return { key, quantity: Number(parseSeatCount(quantity, { min: 1n, max: 10_000n })) };
};

const kept = ["seats", "term", "buyer", "country", "addOns", "product", "gb"] as const;

const backToPricing = (form: URLSearchParams, reason: string): string => {
  const query = new URLSearchParams([...form].filter(([name]) => (kept as readonly string[]).includes(name)));
  if (form.get("currency")) query.set("ccy", form.get("currency") ?? "");
  query.set("problem", reason);
  return `/pricing?${query}`;
};
