import type { Metadata } from "next";
import { notFound } from "next/navigation";
import words from "@/messages/en/subscription.json";
import { staffContext } from "@/server/auth/request-context";
import { DomainError, dayInZone } from "@/server/kernel";
import { readSubscriptionPage } from "@/server/support";
import { SubscriptionScreen } from "./_components/subscription-screen";
import { changeOne, undoScheduled } from "./actions";

export const metadata: Metadata = { title: words.crumb };

export default async function SubscriptionPage({ params }: PageProps<"/console/subscriptions/[subscriptionId]">) {
  const { subscriptionId } = await params;
  const ctx = await staffContext("invoices:read");
  const view = await readSubscriptionPage(ctx, subscriptionId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  });
  const mayChange = ctx.actor.kind === "staff" && ctx.actor.permissions.includes("subscriptions:change");
  const verbs = mayChange ? { change: changeOne, undo: undoScheduled } : null;
  return <SubscriptionScreen view={view} today={dayInZone(ctx.now, view.subscription.timeZone)} verbs={verbs} />;
}
