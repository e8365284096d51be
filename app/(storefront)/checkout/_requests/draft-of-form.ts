import type { DraftContent, DraftContentInput } from "@/server/orders/schemas";
import { chooseSeller } from "@/server/sellers/core";
import type { FormFields } from "./read-form";

const contactFields = ["email", "company", "addressLine", "postcode", "city"] as const;

/** The draft with what the form says of the buyer; a country that does not sell in the draft's currency brings its own. */
export const draftOfForm = (content: DraftContent, fields: FormFields): DraftContentInput => {
  const country = fields.country ?? content.country;
  const keepsCurrency = content.currency !== null && chooseSeller(country, content.currency).ok;
  const contact = Object.fromEntries(contactFields.map((name) => [name, fields[name] ?? content.contact[name]]));
  return {
    ...content,
    country,
    currency: keepsCurrency ? content.currency : null,
    buyerKind: (fields.buyer ?? content.buyerKind) as DraftContent["buyerKind"],
    taxId: fields.taxId === undefined ? content.taxId : fields.taxId.trim() || null,
    contact,
  };
};
