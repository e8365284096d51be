import { getTranslations } from "next-intl/server";
import { dayInZone } from "@/server/kernel";
import type { ServiceContext } from "@/server/platform";
import type { WelcomeView as ServerWelcome, WelcomeItem } from "@/server/support";
import type { WelcomeView } from "./_components/welcome-view";

const keys = {
  payment: "payment",
  confirmation: "confirmation",
  invoice: "invoice",
  workspace: "workspace",
  access: "plan",
} as const;

const statuses = { done: "done", waiting: "running", slow: "delayed" } as const;

const toItem = ({ key, state, doneAt }: WelcomeItem) => ({ key: keys[key], status: statuses[state], at: doneAt });

/** What the page after paying shows, from what the server knows of the order. */
export const buildWelcomeView = async (ctx: ServiceContext, welcome: ServerWelcome): Promise<WelcomeView> => {
  const t = await getTranslations("orderLines");
  const { order, account, billTo, invoice, payment, subscription } = welcome;
  const isFree = order.totalMinor === 0n;
  const paidWith =
    payment?.cardBrand && payment.cardLast4 ? t("card", { brand: payment.cardBrand, last4: payment.cardLast4 }) : null;
  return {
    isPaid: isFree || payment?.state === "succeeded",
    totalMinor: order.totalMinor,
    currency: order.currency,
    firstName: account.kind === "personal" ? (billTo.name.split(" ")[0] ?? null) : null,
    email: billTo.email,
    productName: subscription?.productName ?? "",
    planName: subscription?.names[0] ?? "",
    seats: subscription?.seats ?? 0,
    orderNumber: order.reference,
    invoice: invoice ? { number: invoice.number, pdfHref: `/welcome/${order.id}/invoice.pdf` } : null,
    paidWith,
    workspaceHref: welcome.workspaceUrl,
    calendarHref: null,
    checklist: welcome.items.map(toItem),
    today: dayInZone(ctx.now, account.timeZone),
    zone: account.timeZone,
    withdrawUntil: account.kind === "personal" && !isFree ? welcome.withdrawUntil : null,
    renewal: renewalOf(welcome),
    seller: welcome.seller,
    viewer: { isSignedIn: ctx.actor.kind === "subscriber" },
  };
};

const renewalOf = ({ nextInvoice, subscription }: ServerWelcome): WelcomeView["renewal"] => {
  if (!nextInvoice || nextInvoice.document.total.minor === 0n) return null;
  const isYearly = subscription?.charges.some((charge) => charge.interval?.unit === "year") ?? false;
  return { on: nextInvoice.on, interval: isYearly ? "year" : "month", totalMinor: nextInvoice.document.total.minor };
};
