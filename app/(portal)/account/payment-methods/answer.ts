import { refusalStatus } from "@/server/auth/refusal-status";
import { DomainError, isDomainError } from "@/server/kernel";
import { log } from "@/server/platform/log";
import { newsHref } from "./search-params";

const seeOther = (location: string): Response => new Response(null, { status: 303, headers: { location } });

/** Does what a form of this room asks and leads on; what cannot be done is told in the room, or by its status alone. */
export const answerForm = async (
  work: () => Promise<string>,
  hrefOfReason: Readonly<Record<string, string>> = {},
): Promise<Response> => {
  try {
    return seeOther(await work());
  } catch (error) {
    if (!isDomainError(error)) {
      log.error({ err: error }, "A card could not be added or changed");
      return seeOther(newsHref("unavailable"));
    }
    const status = refusalStatus(error);
    return status ? new Response(null, { status }) : seeOther(hrefOfReason[error.reason] ?? newsHref("unavailable"));
  }
};

const idOf =
  (pattern: RegExp) =>
  (text: string): string => {
    if (pattern.test(text)) return text;
    throw new DomainError("not_found", "payment_method.not_found", "There is no such card on this account.");
  };

/** Text of an address as an id; what cannot be one is of no card. */
export const asMethodId = idOf(/^pym_\w{1,40}$/);
export const asSetupId = idOf(/^cst_\w{1,40}$/);
