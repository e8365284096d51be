import { type PayLink, readPayToken } from "@/server/payments";
import type { ServiceContext } from "@/server/platform";
import { openContext } from "./service-context";

export type PayAccess = { readonly ctx: ServiceContext; readonly invoiceId: string };

/** For whoever has the link: the right to see and pay this one invoice. */
export const openPayLink = async (token: string): Promise<PayAccess | Exclude<PayLink["kind"], "open">> => {
  const link = readPayToken(token);
  if (link.kind !== "open") return link.kind;
  return { ctx: await openContext({ kind: "payer", invoiceId: link.invoiceId }), invoiceId: link.invoiceId };
};
