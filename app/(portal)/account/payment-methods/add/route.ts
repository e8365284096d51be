import { z } from "zod";
import { refuseCrossOrigin } from "@/server/auth/check-origin";
import { subscriberRequestContext } from "@/server/auth/request-contexts-of-headers";
import { DomainError } from "@/server/kernel";
import { defaultGatewayAccess, openCardSetup } from "@/server/payments";
import { answerForm, asMethodId } from "../answer";

const bodyMax = 64 * 1024;

const pays = z
  .array(
    z
      .string()
      .regex(/^inv_\w{1,40} [1-9]\d{0,17} [A-Z]{3}$/)
      .transform((text) => {
        const [invoiceId = "", amountMinor = "", currency = ""] = text.split(" ");
        return { invoiceId, amountMinor, currency };
      }),
  )
  .max(50);

const readForm = async (request: Request) => {
  const text = await request.text();
  const form = new URLSearchParams(text.length > bodyMax ? "" : text);
  const agreed = pays.safeParse(form.getAll("pay"));
  if (!agreed.success) throw new DomainError("invalid_input", "card_setup.pays", "Reload the page and try again.");
  const replaces = form.get("replaces");
  return { pays: agreed.data, replacesId: replaces === null ? null : asMethodId(replaces) };
};

/** Leads to the gateway's own page, that keeps a card. */
export const POST = async (request: Request): Promise<Response> => {
  const refused = refuseCrossOrigin(request);
  if (refused) return refused;
  return answerForm(async () => {
    const ctx = await subscriberRequestContext(request.headers);
    const { url } = await openCardSetup(ctx, defaultGatewayAccess(), {
      accountId: ctx.actor.accountId,
      ...(await readForm(request)),
    });
    return url;
  });
};
