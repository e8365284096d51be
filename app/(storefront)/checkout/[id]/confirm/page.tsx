import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { openCheckout } from "@/server/auth/checkout-context";
import { isDomainError } from "@/server/kernel";
import { findOrderOfDraft, readCheckout, refreshCheckout } from "@/server/orders";
import { defaultGatewayAccess } from "@/server/payments";
import { env } from "@/server/platform/env";
import { ConfirmScreen } from "./_components/confirm-screen";
import { FramedReturn } from "./_components/framed-return";

export const metadata: Metadata = { title: "Approve payment", robots: { index: false } };

export default async function Confirm({ params }: PageProps<"/checkout/[id]/confirm">) {
  const { id } = await params;
  const { ctx, draft } = await openOwnCheckout(id);
  const state = await refreshCheckout(ctx, defaultGatewayAccess(), id);
  // The bank leads back inside its frame: there it stays, and the page around it goes on.
  if ((await headers()).get("sec-fetch-dest") === "iframe") return <FramedReturn />;
  if (state.kind === "paid") redirect(`/welcome/${state.orderId}` as Route);
  if (state.kind === "declined" || state.kind === "open") redirect(`/checkout/${id}` as Route);
  const [checkout, order] = [await readCheckout(ctx, draft), await findOrderOfDraft(ctx, id)];
  const challenge = state.kind === "requires_action" ? { url: state.actionUrl, origin: env().SIMULATORS_ORIGIN } : null;
  return (
    <ConfirmScreen
      view={{
        checkoutId: id,
        state: challenge ? "challenge" : "checking",
        orderNumber: order?.reference ?? null,
        totalMinor: order?.totalMinor ?? checkout.totalMinor,
        currency: checkout.currency,
        seller: checkout.seller,
        challenge,
      }}
    />
  );
}

const openOwnCheckout = async (id: string) => {
  try {
    return await openCheckout(await headers(), id);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") notFound();
    throw error;
  }
};
