import type { Metadata } from "next";
import account from "@/messages/en/account.json";
import { orRefused } from "@/server/auth/or-refused";
import { subscriberContext } from "@/server/auth/request-context";
import { defaultGatewayAccess, refreshCardSetup } from "@/server/payments";
import { readPaymentMethods } from "@/server/support";
import { PaymentMethodsScreen } from "./_components/payment-methods-screen";
import { readNews } from "./search-params";

export const metadata: Metadata = { title: account.cards.title };

export default async function PaymentMethods({ searchParams }: PageProps<"/account/payment-methods">) {
  const ctx = await subscriberContext();
  const { accountId } = ctx.actor;
  const page = await orRefused(async () => {
    await readPaymentMethods(ctx, accountId);
    await refreshCardSetup(ctx, defaultGatewayAccess(), accountId);
    return readPaymentMethods(ctx, accountId);
  });
  return <PaymentMethodsScreen {...page} news={readNews(await searchParams)} />;
}
