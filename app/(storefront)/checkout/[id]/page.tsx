import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { openCheckout } from "@/server/auth/checkout-context";
import { signedIn } from "@/server/auth/request-context";
import { isDomainError } from "@/server/kernel";
import { readCheckout, refusalOf } from "@/server/orders";
import { CheckoutScreen } from "./_components/checkout-screen";
import { buildCheckoutView } from "./build-checkout-view";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

export default async function Checkout({ params, searchParams }: PageProps<"/checkout/[id]">) {
  const { id } = await params;
  const { resume, code } = await searchParams;
  if (typeof resume === "string") redirect(`/checkout/${id}/resume?token=${encodeURIComponent(resume)}` as Route);
  const checkout = await readOwnCheckout(id);
  if (checkout.state.kind === "paid") redirect(`/welcome/${checkout.state.orderId}` as Route);
  if (checkout.state.kind === "checking" || checkout.state.kind === "requires_action") {
    redirect(`/checkout/${id}/confirm` as Route);
  }
  const view = await buildCheckoutView(checkout);
  return <CheckoutScreen view={{ ...view, codeError: await readCodeError(id, code) }} />;
}

/** Why a code was refused that came back with the address of a form without scripts; said anew, and never read from it. */
const readCodeError = async (id: string, code: string | string[] | undefined) => {
  if (typeof code !== "string") return null;
  const { ctx, draft } = await openCheckout(await headers(), id);
  const isKnownCustomer = ((await signedIn())?.memberships ?? []).length > 0;
  const message = await refusalOf(ctx, draft, { code, isKnownCustomer });
  return message === null ? null : { code: code.slice(0, 40), message };
};

const readOwnCheckout = async (id: string) => {
  try {
    const { ctx, draft } = await openCheckout(await headers(), id);
    return await readCheckout(ctx, draft);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") notFound();
    throw error;
  }
};
