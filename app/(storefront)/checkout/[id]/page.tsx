import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { openCheckout } from "@/server/auth/checkout-context";
import { isDomainError } from "@/server/kernel";
import { readCheckout } from "@/server/orders";
import { CheckoutScreen } from "./_components/checkout-screen";
import { buildCheckoutView } from "./build-checkout-view";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

export default async function Checkout({ params, searchParams }: PageProps<"/checkout/[id]">) {
  const { id } = await params;
  const { resume } = await searchParams;
  if (typeof resume === "string") redirect(`/checkout/${id}/resume?token=${encodeURIComponent(resume)}` as Route);
  const checkout = await readOwnCheckout(id);
  if (checkout.state.kind === "paid") redirect(`/welcome/${checkout.state.orderId}` as Route);
  if (checkout.state.kind === "checking" || checkout.state.kind === "requires_action") {
    redirect(`/checkout/${id}/confirm` as Route);
  }
  return <CheckoutScreen view={await buildCheckoutView(checkout)} />;
}

const readOwnCheckout = async (id: string) => {
  try {
    const { ctx, draft } = await openCheckout(await headers(), id);
    return await readCheckout(ctx, draft);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") notFound();
    throw error;
  }
};
