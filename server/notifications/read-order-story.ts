import { type Account, getAccount, getBillTo } from "@/server/accounts";
import { type InvoiceDocument, readInvoiceDocument } from "@/server/documents";
import { readInvoiceOfOrder } from "@/server/invoices";
import { invariant } from "@/server/kernel";
import type { Order } from "@/server/orders";
import { asSystem, type ServiceContext } from "@/server/platform";
import { listSellers, type Seller } from "@/server/sellers";
import { footerOf } from "./mail-footer";
import type { MailFooter } from "./mail-frame";

/** What a mail about an order may tell: whose it is, who sold it, and its invoice once there is one. */
export type OrderStory = {
  readonly order: Order;
  readonly account: Account;
  readonly recipient: string;
  readonly seller: Seller;
  readonly footer: MailFooter;
  readonly invoice: InvoiceDocument | null;
};

export const readOrderStory = async (ctx: ServiceContext, order: Order): Promise<OrderStory> => {
  const system = asSystem(ctx, "notifications");
  const account = await getAccount(system, order.accountId);
  const { email } = await getBillTo(system, order.accountId);
  const seller = (await listSellers(system)).find(({ id }) => id === order.sellerId);
  invariant(seller, `The seller of ${order.id} is registered.`);
  const summary = await readInvoiceOfOrder(system, order.id);
  const invoice = summary ? await readInvoiceDocument(system, summary.id) : null;
  return { order, account, recipient: email, seller, footer: footerOf(seller), invoice };
};
