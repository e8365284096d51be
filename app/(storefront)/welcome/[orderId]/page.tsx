import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { orderContext } from "@/server/auth/checkout-context";
import { isDomainError } from "@/server/kernel";
import { defaultProduct } from "@/server/provisioning";
import { readWelcome } from "@/server/support";
import { WelcomeScreen } from "./_components/welcome-screen";
import { buildWelcomeView } from "./build-welcome-view";

export const metadata: Metadata = { title: "Welcome", robots: { index: false } };

export default async function Welcome({ params }: PageProps<"/welcome/[orderId]">) {
  const { orderId } = await params;
  const ctx = await orderContext(await headers(), orderId);
  try {
    return <WelcomeScreen view={await buildWelcomeView(ctx, await readWelcome(ctx, defaultProduct(), orderId))} />;
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
