import type { AccountDetails } from "@/server/accounts";
import type { PreviewedOrder } from "./preview-order";
import type { BuyerDetails } from "./schemas";

/** The account a buyer gets: named after the business or the person, in the zone of its country. */
export const toAccountDetails = (
  { draft, plan, preview, taxIdCheck }: PreviewedOrder,
  buyer: BuyerDetails,
): AccountDetails => {
  const name = draft.buyer.kind === "business" && buyer.company ? buyer.company : buyer.name;
  return {
    name,
    kind: draft.buyer.kind,
    country: draft.buyer.country,
    timeZone: plan.zone,
    currency: preview.currency,
    taxId: taxIdCheck.status === "pending" ? taxIdCheck.taxId : null,
    taxIdStatus: taxIdCheck.status,
    billTo: {
      name,
      email: buyer.email,
      addressLines: buyer.addressLine ? [buyer.addressLine] : [],
      city: buyer.city || null,
      postcode: buyer.postcode || null,
      region: null,
      country: draft.buyer.country,
    },
  };
};
