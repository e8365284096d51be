import { DomainError } from "@/server/kernel";
import { mayActOnAccount, type ServiceContext } from "@/server/platform";
import { getOrder, listOrdersByIds, type Order } from "./orders-store";

/** For jobs and scripts, which act for no one. */
export const getOrderForSystem = (ctx: ServiceContext, orderId: string): Promise<Order> => getOrder(ctx, orderId);

/** An order, for the browser that placed it or a subscriber who may see its account's money; to others it does not exist. */
export const readOrder = async (ctx: ServiceContext, orderId: string): Promise<Order> => {
  const order = await getOrder(ctx, orderId);
  const isHolder = ctx.actor.kind === "holder" && ctx.actor.orderId === orderId;
  if (isHolder || mayActOnAccount(ctx.actor, order.accountId, "read_money")) return order;
  throw new DomainError("not_found", "order.not_found", "There is no such order.");
};

/** The checkout an order came from, or null where there is no such order. It tells nothing by itself. */
export const findOrderDraftId = async (ctx: ServiceContext, orderId: string): Promise<string | null> => {
  const [order] = await listOrdersByIds(ctx, [orderId]);
  return order?.draftId ?? null;
};
