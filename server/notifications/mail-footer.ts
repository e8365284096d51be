import { countryName } from "@/server/documents/core";
import type { Seller } from "@/server/sellers";
import type { MailFooter } from "./mail-frame";
import { words } from "./words";

export const footerOf = (seller: Seller): MailFooter => ({
  seller: seller.legalName,
  address: [...seller.addressLines, seller.city, countryName(seller.country)].join(", "),
  contact: seller.mailFrom,
});

/** Alderpost <billing@…> */
export const senderOf = (seller: Pick<Seller, "mailFrom">): string => `${words("frame.brand")} <${seller.mailFrom}>`;
